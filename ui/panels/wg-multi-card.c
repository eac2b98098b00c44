/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-multi-card"

#include "wg-multi-card.h"

#include "../../app/cli/wg-words.h"
#include "../../app/plan/wg-grid-commands.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_PARENTS 2000 /* to choose from */

struct _WgMultiCard
{
  AdwBin parent_instance;

  AdwComboRow *kind_row;
  AdwComboRow *property_row;
  AdwComboRow *class_row;
  AdwEntryRow *note_row;
  AdwComboRow *parent_row;
  AdwEntryRow *name_row;
  GtkLabel *example;
  GtkLabel *problem;

  WgSession *session;
  GArray *parents; /* of guint32, as the row lists them; the first stands for "(different)" */
  gboolean is_filling;
  gboolean is_read_only;
};

G_DEFINE_FINAL_TYPE (WgMultiCard, wg_multi_card, ADW_TYPE_BIN)

static const struct
{
  WgPropertyType type;
  const char *word;
} property_types[] = {
  { WG_PROPERTY_UNKNOWN, N_("Not given") },
  { WG_PROPERTY_RESIDENTIAL, N_("Residential") },
  { WG_PROPERTY_COMMERCIAL, N_("Industry and commerce") },
  { WG_PROPERTY_URBAN_VILLAGE, N_("Urban village") },
  { WG_PROPERTY_MIXED, N_("Shops and dwellings") },
  { WG_PROPERTY_VILLAGE, N_("Village") },
  { WG_PROPERTY_INSTITUTION, N_("Park, market, school or hospital") },
  { WG_PROPERTY_OTHER, N_("Other") },
};

static WgPlan *
get_plan (WgMultiCard *self)
{
  return wg_session_get_plan (self->session);
}

static const WgGrid *
get_grid (WgMultiCard *self, guint index)
{
  const GArray *ids = wg_session_get_selection (self->session);

  return wg_plan_get_grid (get_plan (self), g_array_index (ids, guint32, index));
}

static void
say (WgMultiCard *self, const char *sentence)
{
  gtk_label_set_label (self->problem, sentence != NULL ? sentence : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), sentence != NULL);
}

static void
apply (WgMultiCard *self, const WgGridEdit *edit)
{
  g_autoptr (GArray) grids = g_array_new (FALSE, FALSE, sizeof (guint32));
  const GArray *ids = wg_session_get_selection (self->session);
  g_autoptr (GError) error = NULL;

  g_array_append_vals (grids, ids->data, ids->len);
  if (wg_command_edit_grids (wg_session_get_history (self->session), grids, edit, WG_LAND_NONE,
                             &error)
      == 0)
    {
      g_autofree char *sentence = wg_words_error (error);

      wg_multi_card_show (self, self->session);
      if (!g_error_matches (error, WG_PLAN_ERROR, WG_PLAN_ERROR_NOTHING))
        say (self, sentence);
    }
}

static void
kind_changed_cb (AdwComboRow *row, GParamSpec *pspec, WgMultiCard *self)
{
  guint selected = adw_combo_row_get_selected (row);
  WgGridEdit edit = { .has_kind = TRUE };

  if (self->is_filling || self->session == NULL || selected == 0)
    return;
  edit.kind = selected == 2 ? WG_GRID_SPECIAL : WG_GRID_ORDINARY;
  apply (self, &edit);
}

static void
property_changed_cb (AdwComboRow *row, GParamSpec *pspec, WgMultiCard *self)
{
  guint selected = adw_combo_row_get_selected (row);
  WgGridEdit edit = { .has_property_type = TRUE };

  if (self->is_filling || self->session == NULL || selected == 0
      || selected > G_N_ELEMENTS (property_types))
    return;
  edit.property_type = property_types[selected - 1].type;
  apply (self, &edit);
}

static void
class_changed_cb (AdwComboRow *row, GParamSpec *pspec, WgMultiCard *self)
{
  guint selected = adw_combo_row_get_selected (row);
  WgGridEdit edit = { .has_mgmt_class = TRUE };

  if (self->is_filling || self->session == NULL || selected == 0
      || selected > WG_MGMT_CLASS_MAX + 1)
    return;
  edit.mgmt_class = selected - 1;
  apply (self, &edit);
}

static void
note_apply_cb (AdwEntryRow *row, WgMultiCard *self)
{
  g_autofree char *note = g_strdup (gtk_editable_get_text (GTK_EDITABLE (row)));
  WgGridEdit edit = { .note = note };

  if (self->session != NULL)
    apply (self, &edit);
}

static void
parent_changed_cb (AdwComboRow *row, GParamSpec *pspec, WgMultiCard *self)
{
  guint selected = adw_combo_row_get_selected (row);
  WgGridEdit edit = { .has_parent = TRUE };

  if (self->is_filling || self->session == NULL || selected == 0 || selected >= self->parents->len)
    return;
  edit.parent = g_array_index (self->parents, guint32, selected);
  apply (self, &edit);
}

static void
name_apply_cb (AdwEntryRow *row, WgMultiCard *self)
{
  g_autofree char *pattern = g_strdup (gtk_editable_get_text (GTK_EDITABLE (row)));
  WgGridEdit edit = { .name_pattern = pattern };

  if (self->session != NULL && *pattern != '\0')
    apply (self, &edit);
}

/* What the first grid would be called. */
static void
name_changed_cb (AdwEntryRow *row, WgMultiCard *self)
{
  const char *pattern = gtk_editable_get_text (GTK_EDITABLE (row));
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;

  if (self->is_filling || self->session == NULL)
    return;
  if (*pattern != '\0' && wg_session_get_selection (self->session)->len > 0)
    {
      name = wg_name_from_pattern (pattern, get_grid (self, 0), 1);
      /* Translators: %s is a name such as 第1网格 */
      text = g_strdup_printf (_("The first: %s"), name);
    }
  gtk_label_set_label (self->example,
                       text != NULL ? text : _("{n} 1, {nn} 01, {zh} 一: numbers by code; {name}, {code}"));
  say (self, NULL);
}

static void
set_choices (AdwComboRow *row, const char *const *words, guint selected)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (words);

  adw_combo_row_set_model (row, G_LIST_MODEL (list));
  adw_combo_row_set_selected (row, selected);
}

static void
fill_kind (WgMultiCard *self)
{
  const char *const words[] = { _("(different)"), _("Ordinary"), _("Special"), NULL };
  const GArray *ids = wg_session_get_selection (self->session);
  guint selected = get_grid (self, 0)->kind == WG_GRID_SPECIAL ? 2 : 1;

  for (guint i = 1; i < ids->len; i++)
    if (get_grid (self, i)->kind != get_grid (self, 0)->kind)
      selected = 0;
  set_choices (self->kind_row, words, selected);
}

static void
fill_property_type (WgMultiCard *self)
{
  const char *words[G_N_ELEMENTS (property_types) + 2] = { _("(different)") };
  const GArray *ids = wg_session_get_selection (self->session);
  guint selected = 0;

  for (guint i = 0; i < G_N_ELEMENTS (property_types); i++)
    {
      words[i + 1] = _(property_types[i].word);
      if (property_types[i].type == get_grid (self, 0)->property_type)
        selected = i + 1;
    }
  for (guint i = 1; i < ids->len; i++)
    if (get_grid (self, i)->property_type != get_grid (self, 0)->property_type)
      selected = 0;
  set_choices (self->property_row, words, selected);
}

static void
fill_class (WgMultiCard *self)
{
  const char *const words[] = { _("(different)"), _("Not given"), "1", "2", "3", NULL };
  const GArray *ids = wg_session_get_selection (self->session);
  guint selected = get_grid (self, 0)->mgmt_class + 1u;

  for (guint i = 1; i < ids->len; i++)
    if (get_grid (self, i)->mgmt_class != get_grid (self, 0)->mgmt_class)
      selected = 0;
  set_choices (self->class_row, words, selected);
}

static void
fill_note (WgMultiCard *self)
{
  const GArray *ids = wg_session_get_selection (self->session);
  gboolean is_common = TRUE;

  for (guint i = 1; i < ids->len; i++)
    is_common = is_common && g_str_equal (get_grid (self, i)->note, get_grid (self, 0)->note);
  gtk_editable_set_text (GTK_EDITABLE (self->note_row), is_common ? get_grid (self, 0)->note : "");
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->note_row),
                                 is_common ? _("Note") : _("Note (different)"));
  adw_entry_row_set_show_apply_button (self->note_row, FALSE);
  adw_entry_row_set_show_apply_button (self->note_row, !self->is_read_only);
}

/* Those of the level above the highest of the selected grids. */
static void
fill_parents (WgMultiCard *self)
{
  WgPlan *plan = get_plan (self);
  const GArray *ids = wg_session_get_selection (self->session);
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  guint least = WG_MAX_DEPTH, selected = 0;
  gboolean is_common = TRUE;

  g_array_set_size (self->parents, 1);
  g_ptr_array_add (words, g_strdup (_("(different)")));
  for (guint i = 0; i < ids->len; i++)
    {
      least = MIN (least, get_grid (self, i)->depth);
      is_common = is_common && get_grid (self, i)->parent == get_grid (self, 0)->parent;
    }
  for (guint32 id = 1; id < wg_plan_get_grid_limit (plan) && words->len < MAX_PARENTS; id++)
    {
      const WgGrid *grid = wg_plan_get_grid (plan, id);

      if (grid == NULL || grid->is_retired || grid->depth + 1u != least)
        continue;
      if (is_common && get_grid (self, 0)->parent == id)
        selected = words->len;
      g_array_append_val (self->parents, id);
      g_ptr_array_add (words, wg_words_grid (plan, id));
    }
  g_ptr_array_add (words, NULL);
  set_choices (self->parent_row, (const char *const *) words->pdata, selected);
  gtk_widget_set_visible (GTK_WIDGET (self->parent_row), self->parents->len > 1);
}

static void
wg_multi_card_dispose (GObject *object)
{
  g_clear_object (&WG_MULTI_CARD (object)->session);

  G_OBJECT_CLASS (wg_multi_card_parent_class)->dispose (object);
}

static void
wg_multi_card_finalize (GObject *object)
{
  g_array_unref (WG_MULTI_CARD (object)->parents);

  G_OBJECT_CLASS (wg_multi_card_parent_class)->finalize (object);
}

static void
wg_multi_card_class_init (WgMultiCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wg_multi_card_dispose;
  G_OBJECT_CLASS (klass)->finalize = wg_multi_card_finalize;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/wangge/Wangge/wg-multi-card.ui");
  gtk_widget_class_bind_template_child (widget_class, WgMultiCard, kind_row);
  gtk_widget_class_bind_template_child (widget_class, WgMultiCard, property_row);
  gtk_widget_class_bind_template_child (widget_class, WgMultiCard, class_row);
  gtk_widget_class_bind_template_child (widget_class, WgMultiCard, note_row);
  gtk_widget_class_bind_template_child (widget_class, WgMultiCard, parent_row);
  gtk_widget_class_bind_template_child (widget_class, WgMultiCard, name_row);
  gtk_widget_class_bind_template_child (widget_class, WgMultiCard, example);
  gtk_widget_class_bind_template_child (widget_class, WgMultiCard, problem);
  gtk_widget_class_bind_template_callback (widget_class, kind_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, property_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, class_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, note_apply_cb);
  gtk_widget_class_bind_template_callback (widget_class, parent_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, name_apply_cb);
  gtk_widget_class_bind_template_callback (widget_class, name_changed_cb);
}

static void
wg_multi_card_init (WgMultiCard *self)
{
  guint32 different = 0;

  self->parents = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_array_append_val (self->parents, different);
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
wg_multi_card_show (WgMultiCard *self, WgSession *session)
{
  g_set_object (&self->session, session);
  if (session == NULL || wg_session_get_selection (session)->len == 0)
    return;
  self->is_filling = TRUE;
  fill_kind (self);
  fill_property_type (self);
  fill_class (self);
  fill_note (self);
  fill_parents (self);
  gtk_editable_set_text (GTK_EDITABLE (self->name_row), "");
  adw_entry_row_set_show_apply_button (self->name_row, FALSE);
  adw_entry_row_set_show_apply_button (self->name_row, !self->is_read_only);
  self->is_filling = FALSE;
  name_changed_cb (self->name_row, self);
}

void
wg_multi_card_set_read_only (WgMultiCard *self, gboolean is_read_only)
{
  self->is_read_only = is_read_only;
  gtk_widget_set_sensitive (GTK_WIDGET (self), !is_read_only);
}
