/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-changes-words"

#include "wg-changes-words.h"

#include "wg-words.h"

#include <glib/gi18n.h>
#include <math.h>

/* Land that is less than this share of a grid is no news of who it came from. */
#define LEAST_PARTNER 0.01
#define MOST_PARTNERS 3u

typedef struct
{
  guint n_added;
  guint n_retired;
  guint n_land;
  guint n_other;
} Counts;

char *
wg_changes_words_flags (guint flags)
{
  static const struct
  {
    guint flag;
    const char *word;
  } words[] = {
    { WG_CHANGED_ADDED, N_ ("New") },   { WG_CHANGED_RETIRED, N_ ("Retired") },
    { WG_CHANGED_LAND, N_ ("Land") },   { WG_CHANGED_CODE, N_ ("Code") },
    { WG_CHANGED_NAME, N_ ("Name") },   { WG_CHANGED_PARENT, N_ ("Parent") },
    { WG_CHANGED_OTHER, N_ ("Attributes") },
  };
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (flags & words[i].flag)
      /* Translators: between words of a list */
      g_string_append_printf (text, "%s%s", text->len > 0 ? C_ ("list", ", ") : "",
                              _ (words[i].word));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static int
compare_flows (gconstpointer a, gconstpointer b)
{
  const WgLineage *x = *(const WgLineage *const *) a, *y = *(const WgLineage *const *) b;

  if (x->area_m2 != y->area_m2)
    return x->area_m2 < y->area_m2 ? 1 : -1;
  return x->from != y->from ? (x->from > y->from) - (x->from < y->from)
                            : (x->to > y->to) - (x->to < y->to);
}

/* The grids that @grid had land from (@is_from) or gave land to, the most first, without slivers; NULL: none. */
static char *
list_partners (const WgChanges *changes, const WgChangedGrid *changed, guint depth, gboolean is_from)
{
  const GArray *flows = wg_changes_get_flows (changes, depth);
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  WgPlan *plan = is_from ? wg_changes_get_before (changes) : wg_changes_get_after (changes);
  double whole = MAX (changed->area_before, changed->area_after);
  GString *text = NULL;

  for (guint i = 0; i < flows->len; i++)
    {
      const WgLineage *flow = &g_array_index (flows, WgLineage, i);
      guint32 partner = is_from ? flow->from : flow->to;

      if ((is_from ? flow->to : flow->from) == changed->grid && partner != 0
          && partner != changed->grid && flow->area_m2 >= LEAST_PARTNER * whole)
        g_ptr_array_add (found, (gpointer) flow);
    }
  if (found->len == 0)
    return NULL;
  g_ptr_array_sort (found, compare_flows);
  text = g_string_new (NULL);
  for (guint i = 0; i < MIN (found->len, MOST_PARTNERS); i++)
    {
      const WgLineage *flow = g_ptr_array_index (found, i);
      const WgGrid *grid = wg_plan_get_grid (plan, is_from ? flow->from : flow->to);

      g_string_append_printf (text, "%s%s", i > 0 ? C_ ("list", ", ") : "",
                              grid == NULL ? "" : grid->name[0] != '\0' ? grid->name : grid->code);
    }
  if (found->len > MOST_PARTNERS)
    /* Translators: behind the first grids of a list that has more */
    g_string_append (text, _ (" and others"));
  return g_string_free (text, FALSE);
}

char *
wg_changes_words_lands (const WgChanges *changes, const WgChangedGrid *changed)
{
  const WgGrid *any = changed->after != NULL ? changed->after : changed->before;
  g_autofree char *from = list_partners (changes, changed, any->depth, TRUE);
  g_autofree char *to = list_partners (changes, changed, any->depth, FALSE);
  g_autofree char *first = NULL, *second = NULL;

  if ((changed->flags & WG_CHANGED_RETIRED) != 0)
    /* Translators: a grid was merged into %s, which may be several */
    return to != NULL ? g_strdup_printf (_ ("into %s"), to) : g_strdup ("");
  if ((changed->flags & WG_CHANGED_ADDED) != 0)
    /* Translators: a new grid was cut out of %s, which may be several */
    return from != NULL ? g_strdup_printf (_ ("out of %s"), from) : g_strdup ("");
  if (from != NULL)
    /* Translators: a grid got land from %s */
    first = g_strdup_printf (_ ("land from %s"), from);
  if (to != NULL)
    /* Translators: a grid gave land to %s */
    second = g_strdup_printf (_ ("land to %s"), to);
  return g_strdup_printf ("%s%s%s", first != NULL ? first : "",
                          first != NULL && second != NULL ? _ ("; ") : "", second != NULL ? second : "");
}

char *
wg_changes_words_grid (WgPlan *plan, guint32 id)
{
  const WgGrid *grid = id != 0 ? wg_plan_get_grid (plan, id) : NULL;

  if (grid == NULL)
    return wg_words_grid (plan, 0);
  return g_strdup_printf ("%s%s%s", grid->code, grid->code[0] != '\0' && grid->name[0] != '\0' ? " " : "",
                          grid->name);
}

static void
add_columns (WgSheet *sheet, const char *const *headings, const int *decimals, guint n)
{
  for (guint i = 0; i < n; i++)
    wg_sheet_add_column (sheet, _ (headings[i]), decimals[i]);
}

static void
add_parent (WgSheet *sheet, WgPlan *plan, const WgGrid *grid)
{
  g_autofree char *words
    = grid != NULL && grid->parent != 0 ? wg_words_grid (plan, grid->parent) : g_strdup ("");

  wg_sheet_add_text (sheet, words);
}

static void
add_grid (WgSheet *sheet, const WgChanges *changes, const WgChangedGrid *grid)
{
  WgPlan *before = wg_changes_get_before (changes), *after = wg_changes_get_after (changes);
  const WgGrid *now = grid->after != NULL && !grid->after->is_retired ? grid->after : NULL;
  const WgGrid *any = now != NULL ? now : grid->before;
  g_autofree char *flags = wg_changes_words_flags (grid->flags);

  wg_sheet_begin_row (sheet);
  wg_sheet_add_text (sheet, flags);
  wg_sheet_add_text (sheet, wg_words_level (now != NULL ? after : before, any));
  wg_sheet_add_text (sheet, grid->before != NULL ? grid->before->code : "");
  wg_sheet_add_text (sheet, now != NULL ? now->code : "");
  wg_sheet_add_text (sheet, grid->before != NULL ? grid->before->name : "");
  wg_sheet_add_text (sheet, now != NULL ? now->name : "");
  add_parent (sheet, before, grid->before);
  add_parent (sheet, after, now);
  wg_sheet_add_number (sheet, grid->before != NULL ? grid->area_before : NAN);
  wg_sheet_add_number (sheet, now != NULL ? grid->area_after : NAN);
  wg_sheet_add_number (sheet, grid->gained);
  wg_sheet_add_number (sheet, grid->lost);
}

WgSheet *
wg_changes_words_grids (const WgChanges *changes)
{
  static const char *const headings[]
    = { N_ ("Change"),      N_ ("Level"),       N_ ("Code before"),  N_ ("Code after"),
        N_ ("Name before"), N_ ("Name after"),  N_ ("Parent before"), N_ ("Parent after"),
        N_ ("m² before"),   N_ ("m² after"),    N_ ("m² gained"),    N_ ("m² lost") };
  static const int decimals[] = { -1, -1, -1, -1, -1, -1, -1, -1, 1, 1, 1, 1 };
  const GArray *grids = wg_changes_get_grids (changes);
  WgSheet *sheet = wg_sheet_new (_ ("Changed grids"));

  add_columns (sheet, headings, decimals, G_N_ELEMENTS (headings));
  for (guint i = 0; i < grids->len; i++)
    add_grid (sheet, changes, &g_array_index (grids, WgChangedGrid, i));
  return sheet;
}

static void
add_side (WgSheet *sheet, WgPlan *plan, guint32 id)
{
  const WgGrid *grid = id != 0 ? wg_plan_get_grid (plan, id) : NULL;
  g_autofree char *nobody = wg_words_grid (plan, 0);

  wg_sheet_add_text (sheet, grid != NULL ? grid->code : "");
  wg_sheet_add_text (sheet, grid != NULL ? grid->name : nobody);
}

static void
add_households (WgSheet *sheet, gint64 households)
{
  wg_sheet_add_number (sheet, households < 0 ? NAN : (double) households);
}

/* A sum over some of the buildings is not to be taken for the whole, nor an estimate for a count. */
static const char *
name_count (const WgLineage *flow)
{
  if (flow->households < 0)
    return "";
  if (flow->is_estimated)
    return flow->is_at_least ? _ ("At least, and estimated for some buildings")
                             : _ ("Estimated: worked out for some buildings");
  return flow->is_at_least ? _ ("At least: some buildings do not tell") : _ ("Of all buildings");
}

WgSheet *
wg_changes_words_flows (const WgChanges *changes)
{
  static const char *const headings[]
    = { N_ ("Level"),   N_ ("From code"), N_ ("From"),      N_ ("To code"),
        N_ ("To"),      N_ ("m²"),        N_ ("Households"), N_ ("How counted") };
  static const int decimals[] = { -1, -1, -1, -1, -1, 1, 0, -1 };
  WgPlan *after = wg_changes_get_after (changes);
  WgSheet *sheet = wg_sheet_new (_ ("Land moved"));

  add_columns (sheet, headings, decimals, G_N_ELEMENTS (headings));
  for (guint depth = 1; depth <= wg_plan_get_n_levels (after); depth++)
    {
      const GArray *flows = wg_changes_get_flows (changes, depth);

      for (guint i = 0; i < flows->len; i++)
        {
          const WgLineage *flow = &g_array_index (flows, WgLineage, i);

          wg_sheet_begin_row (sheet);
          wg_sheet_add_text (sheet, wg_plan_get_level (after, depth)->name);
          add_side (sheet, wg_changes_get_before (changes), flow->from);
          add_side (sheet, after, flow->to);
          wg_sheet_add_number (sheet, flow->area_m2);
          add_households (sheet, flow->households);
          wg_sheet_add_text (sheet, name_count (flow));
        }
    }
  return sheet;
}

static Counts
count_level (const WgChanges *changes, guint depth)
{
  const GArray *grids = wg_changes_get_grids (changes);
  Counts counts = { 0 };

  for (guint i = 0; i < grids->len; i++)
    {
      const WgChangedGrid *grid = &g_array_index (grids, WgChangedGrid, i);
      const WgGrid *any = grid->after != NULL ? grid->after : grid->before;

      if (any->depth != depth)
        continue;
      counts.n_added += (grid->flags & WG_CHANGED_ADDED) != 0;
      counts.n_retired += (grid->flags & WG_CHANGED_RETIRED) != 0;
      counts.n_land += (grid->flags & WG_CHANGED_LAND) != 0;
      counts.n_other += (grid->flags & (WG_CHANGED_ADDED | WG_CHANGED_RETIRED | WG_CHANGED_LAND)) == 0;
    }
  return counts;
}

static void
add_fact (WgSheet *sheet, const char *label, const char *value)
{
  wg_sheet_begin_row (sheet);
  wg_sheet_add_text (sheet, label);
  wg_sheet_add_text (sheet, value);
}

WgSheet *
wg_changes_words_summary (const WgChanges *changes, const WgMoment *since, const WgMoment *until)
{
  WgPlan *after = wg_changes_get_after (changes);
  WgSheet *sheet = wg_sheet_new (_ ("Summary"));

  wg_sheet_add_column (sheet, _ ("Item"), -1);
  wg_sheet_add_column (sheet, _ ("Value"), -1);
  add_fact (sheet, _ ("Project"), wg_plan_get_name (after));
  add_fact (sheet, _ ("Before"), since->words);
  add_fact (sheet, _ ("After"), until->words);
  for (guint depth = 1; depth <= wg_plan_get_n_levels (after); depth++)
    {
      Counts counts = count_level (changes, depth);
      gboolean is_still = counts.n_added + counts.n_retired + counts.n_land + counts.n_other == 0;
      g_autofree char *area = wg_words_area (wg_changes_get_moved (changes, depth));
      g_autofree char *value = g_strdup_printf (
        /* Translators: numbers of grids, then an area */
        _ ("%u new, %u retired, %u with changed land, %u otherwise changed; %s changed hands"),
        counts.n_added, counts.n_retired, counts.n_land, counts.n_other, area);

      add_fact (sheet, wg_plan_get_level (after, depth)->name,
                !wg_changes_is_compared (changes, depth) ? _ ("Not compared: the other net has another level here")
                : is_still                               ? _ ("No change")
                                                         : value);
    }
  return sheet;
}

WgSheet *
wg_changes_words_lineage (WgPlan *plan, const GPtrArray *rows)
{
  static const char *const headings[]
    = { N_ ("Date"), N_ ("Change"), N_ ("From code"), N_ ("From"),   N_ ("To code"),
        N_ ("To"),   N_ ("m²"),     N_ ("Households"), N_ ("How counted"), N_ ("Reason"),
        N_ ("Who") };
  static const int decimals[] = { -1, -1, -1, -1, -1, -1, 1, 0, -1, -1, -1 };
  WgSheet *sheet = wg_sheet_new (_ ("Lineage"));

  add_columns (sheet, headings, decimals, G_N_ELEMENTS (headings));
  for (guint i = 0; i < rows->len; i++)
    {
      const WgLineageRow *row = g_ptr_array_index ((GPtrArray *) rows, i);
      g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (row->time);
      g_autofree char *date = time != NULL ? g_date_time_format (time, "%Y-%m-%d %H:%M") : NULL;
      g_autofree char *change = wg_words_change (row->kind, NULL);

      wg_sheet_begin_row (sheet);
      wg_sheet_add_text (sheet, date);
      wg_sheet_add_text (sheet, change);
      add_side (sheet, plan, row->flow.from);
      add_side (sheet, plan, row->flow.to);
      wg_sheet_add_number (sheet, row->flow.area_m2);
      add_households (sheet, row->flow.households);
      wg_sheet_add_text (sheet, name_count (&row->flow));
      wg_sheet_add_text (sheet, row->reason);
      wg_sheet_add_text (sheet, row->user);
    }
  return sheet;
}
