/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-staff-rule-drafts"

#include "wg-staff-rule-drafts.h"

#include "../../app/plan/wg-commands.h"
#include "../../app/plan/wg-people-commands.h"

#define PAGES_PER_LEVEL 64

struct _WgStaffRuleDrafts
{
  GHashTable *pages;   /* page -> GArray of WgStaffRule */
  GStringChunk *texts; /* titles in them */
};

guint
wg_staff_rule_page (guint depth, WgPropertyType type)
{
  return depth * PAGES_PER_LEVEL + (guint) type;
}

guint
wg_staff_rule_page_depth (guint page)
{
  return page / PAGES_PER_LEVEL;
}

WgPropertyType
wg_staff_rule_page_type (guint page)
{
  return (WgPropertyType) (page % PAGES_PER_LEVEL);
}

WgStaffRuleDrafts *
wg_staff_rule_drafts_new (void)
{
  WgStaffRuleDrafts *self = g_new0 (WgStaffRuleDrafts, 1);

  self->pages = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);
  self->texts = g_string_chunk_new (256);
  return self;
}

void
wg_staff_rule_drafts_free (WgStaffRuleDrafts *self)
{
  g_hash_table_unref (self->pages);
  g_string_chunk_free (self->texts);
  g_free (self);
}

void
wg_staff_rule_drafts_keep (WgStaffRuleDrafts *self, guint page, GArray *rules)
{
  for (guint i = 0; i < rules->len; i++)
    {
      WgStaffRule *rule = &g_array_index (rules, WgStaffRule, i);

      rule->title = g_string_chunk_insert_const (self->texts, rule->title);
    }
  g_hash_table_insert (self->pages, GUINT_TO_POINTER (page), rules);
}

const GArray *
wg_staff_rule_drafts_get (const WgStaffRuleDrafts *self, guint page)
{
  return g_hash_table_lookup (self->pages, GUINT_TO_POINTER (page));
}

guint
wg_staff_rule_drafts_others (const WgStaffRuleDrafts *self, guint page)
{
  return g_hash_table_size (self->pages) - (wg_staff_rule_drafts_get (self, page) != NULL ? 1 : 0);
}

static gboolean
store_page (WgStaffRuleDrafts *self, WgHistory *history, guint page, GError **error)
{
  GError *local_error = NULL;

  wg_command_set_staff_rules (history, wg_staff_rule_page_depth (page), wg_staff_rule_page_type (page),
                              wg_staff_rule_drafts_get (self, page), &local_error);
  if (g_error_matches (local_error, WG_PLAN_ERROR, WG_PLAN_ERROR_NOTHING))
    g_clear_error (&local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return FALSE;
    }
  g_hash_table_remove (self->pages, GUINT_TO_POINTER (page));
  return TRUE;
}

static gint
compare_pages (gconstpointer a, gconstpointer b)
{
  return GPOINTER_TO_INT (a) - GPOINTER_TO_INT (b);
}

guint
wg_staff_rule_drafts_store (WgStaffRuleDrafts *self, WgHistory *history, GError **error)
{
  g_autoptr (GList) pages = g_list_sort (g_hash_table_get_keys (self->pages), compare_pages);

  for (GList *page = pages; page != NULL; page = page->next)
    if (!store_page (self, history, GPOINTER_TO_UINT (page->data), error))
      return GPOINTER_TO_UINT (page->data);
  return 0;
}
