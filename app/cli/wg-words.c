/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-words"

#include "wg-words.h"

#include "../crs/wg-crs.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n.h>

char *
wg_words_change (const char *kind, const char *detail)
{
  static const struct
  {
    const char *kind;
    const char *sentence; /* with one %s for the detail */
    const char *short_sentence;
  } table[] = {
    /* Translators: %s is the name of a grid, or several names */
    { "split", N_("Split %s"), N_("Split") },
    { "merge", N_("Merge %s"), N_("Merge") },
    { "assign", N_("Assign Land to %s"), N_("Assign Land") },
    /* Translators: %s is the names of the grids on both sides */
    { "move-border", N_("Move Border of %s"), N_("Move Border") },
    { "redraw", N_("Redraw Border of %s"), N_("Redraw Border") },
    { "draw", N_("Draw %s"), N_("Draw Grid") },
    /* Translators: %s is the names of grids, or of a level */
    { "simplify-borders", N_("Simplify Borders of %s"), N_("Simplify Borders") },
    { "smooth-borders", N_("Smooth Borders of %s"), N_("Smooth Borders") },
    { "lock", N_("Lock %s"), N_("Lock") },
    { "unlock", N_("Unlock %s"), N_("Unlock") },
    /* Translators: %s is the name of a level */
    { "pin-level", N_("Pin Borders of %s"), N_("Pin Level") },
    { "unpin-level", N_("Unpin Borders of %s"), N_("Unpin Level") },
    /* Translators: %s is the name of a grid whose finding is left as it is */
    { "accept", N_("Accept Finding of %s"), N_("Accept Findings") },
    { "accept-withdraw", N_("Check Again What Was Accepted of %s"), N_("Check Again What Was Accepted") },
    { "level-rule", N_("Set Size Rule of %s"), N_("Set Size Rule") },
    { "grid-attributes", N_("Edit %s"), N_("Edit Grid") },
    { "reparent", N_("Move %s to Another Parent"), N_("Move to Another Parent") },
    /* Translators: %s is the name of a level, or names of grids */
    { "number", N_("Number %s"), N_("Number Grids") },
    /* Translators: %s is the name of a scheme */
    { "keep-codes", N_("Keep the Codes of %s"), N_("Keep Codes") },
    /* Translators: %s is a reference system, such as EPSG:4549 */
    { "place", N_("Place the Project in %s"), N_("Place the Project") },
    /* Translators: %s is a file name */
    { "import", N_("Import %s"), N_("Import") },
    /* Translators: %s is a file name */
    { "import-building-numbers", N_("Import Numbers of Buildings %s"), N_("Import Numbers of Buildings") },
    { "import-buildings", N_("Import Buildings %s"), N_("Import Buildings") },
    { "import-barriers", N_("Import Barriers %s"), N_("Import Barriers") },
    { "import-addresses", N_("Import Addresses %s"), N_("Import Addresses") },
    /* Translators: %s is a building */
    { "split-building", N_("Divide %s Between Grids"), N_("Divide Building") },
    { "unite-building", N_("Make %s Whole Again"), N_("Make Building Whole") },
    /* Translators: %s is a file name, or nothing */
    { "people-import", N_("Import Roster %s"), N_("Import Roster") },
    /* Translators: %s is a person */
    { "person-put", N_("Edit Person %s"), N_("Edit Person") },
    { "person-remove", N_("Remove Person %s"), N_("Remove Person") },
    /* Translators: %s is a number */
    { "people-remove", N_("Remove %s People"), N_("Remove People") },
    /* Translators: %s is a person and a grid */
    { "assign-person", N_("Assign %s"), N_("Assign Person") },
    { "assignment-end", N_("End Role of %s"), N_("End Role") },
    { "assignment-extend", N_("Extend Role of %s"), N_("Extend Role") },
    { "leave-put", N_("Note Leave of %s"), N_("Note Leave") },
    { "leave-remove", N_("Remove Leave of %s"), N_("Remove Leave") },
    /* Translators: %s is the name of a level */
    { "staff-rules", N_("Set Staffing Rules of %s"), N_("Set Staffing Rules") },
    { "estimate", N_("Estimate Households of Buildings in %s"), N_("Estimate Households") },
    /* Translators: %s is the name of a level and how many grids it had and has: "网格 605 → 252" */
    { "aggregate", N_("Aggregate %s"), N_("Aggregate Grids") },
    { "rebalance", N_("Rebalance %s"), N_("Rebalance Grids") },
    { "subdivide", N_("Subdivide %s"), N_("Subdivide") },
    { "sample", N_("Make Sample %s"), N_("Make Sample") },
    { "levels", N_("Change Levels %s"), N_("Change Levels") },
  };
  gboolean has_detail = detail != NULL && *detail != '\0';

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    if (g_strcmp0 (kind, table[i].kind) == 0)
      {
        if (!has_detail)
          return g_strdup (_(table[i].short_sentence));
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
        return g_strdup_printf (_(table[i].sentence), detail);
#pragma GCC diagnostic pop
      }

  /* A project made by a newer program may hold kinds that this one has no words for. */
  return has_detail ? g_strdup_printf (_("Change %s"), detail) : g_strdup (_("Change"));
}

char *
wg_words_undo (const char *kind, const char *detail)
{
  g_autofree char *change = wg_words_change (kind, detail);

  /* Translators: %s is what was done, such as "Split 3网格" */
  return g_strdup_printf (_("Undo %s"), change);
}

char *
wg_words_redo (const char *kind, const char *detail)
{
  g_autofree char *change = wg_words_change (kind, detail);

  /* Translators: %s is what is done again, such as "Split 3网格" */
  return g_strdup_printf (_("Redo %s"), change);
}

const char *
wg_words_decision_kind (WgDecisionKind kind)
{
  switch (kind)
    {
    case WG_DECISION_GAP_CLOSED:
      return _("Gap closed");
    case WG_DECISION_GAP_KEPT:
      return _("Gap kept");
    case WG_DECISION_OVERLAP_CLOSED:
      return _("Narrow overlap settled");
    case WG_DECISION_OVERLAP_RESOLVED:
      return _("Overlap settled");
    case WG_DECISION_PARENT_FOLLOWS:
      return _("Higher border follows");
    case WG_DECISION_PARENT_SLIVER:
      return _("Narrow rest given to a grid");
    case WG_DECISION_CLAIM_LOST:
      return _("Grid without land");
    case WG_DECISION_CLAIM_CUT:
      return _("Grid cut at the border of its higher grid");
    case WG_DECISION_SLOT_LEFT:
      return _("Narrow slot at the outer border");
    case WG_DECISION_RING_REPAIRED:
      return _("Outline repaired");
    default:
      return _("Other");
    }
}

static char *
describe_decision (const WgDecision *decision, const char *winner, const char *loser)
{
  g_autofree char *area = wg_words_area (decision->area_m2);

  switch (decision->kind)
    {
    case WG_DECISION_GAP_CLOSED:
      return g_strdup_printf (_("%s that nobody claimed went to %s"), area, winner);
    case WG_DECISION_GAP_KEPT:
      return g_strdup_printf (_("%s belong to nobody and stay a gap"), area);
    case WG_DECISION_OVERLAP_CLOSED:
    case WG_DECISION_OVERLAP_RESOLVED:
      return g_strdup_printf (_("%s claimed twice: %s got them, %s lost them"), area, winner, loser);
    case WG_DECISION_PARENT_FOLLOWS:
      return g_strdup_printf (_("%s of %s went over to %s, because the lower grid decides"), area,
                              loser, winner);
    case WG_DECISION_PARENT_SLIVER:
      return g_strdup_printf (_("%s that only %s claimed went to %s"), area, loser, winner);
    case WG_DECISION_CLAIM_LOST:
      return g_strdup_printf (_("%s ended up with no land"),
                              decision->loser != 0 ? loser : winner);
    case WG_DECISION_CLAIM_CUT:
      return g_strdup_printf (_("%s of %s lie outside its higher grid and were cut off"), area, loser);
    case WG_DECISION_SLOT_LEFT:
      return g_strdup_printf (_("%s in a narrow slot that is open to the outside; draw the outer "
                                "border there anew if it is a mistake"), area);
    case WG_DECISION_RING_REPAIRED:
      return g_strdup_printf (_("the outline of %s crossed itself or was open"),
                              decision->winner != 0 ? winner : loser);
    default:
      return g_strdup (area);
    }
}

static char *
name_grid (const WgGrid *grid)
{
  if (grid == NULL)
    /* Translators: in place of the name of a grid */
    return g_strdup (_("nobody"));
  if (*grid->name != '\0')
    return g_strdup (grid->name);
  if (*grid->code != '\0')
    return g_strdup (grid->code);

  return g_strdup (_("a grid without name"));
}

char *
wg_words_decision (WgPlan *plan, const WgDecision *decision)
{
  g_autofree char *winner = wg_words_grid (plan, decision->winner);
  g_autofree char *loser = wg_words_grid (plan, decision->loser);

  return describe_decision (decision, winner, loser);
}

char *
wg_words_report_decision (const WgImportReport *report, const WgDecision *decision)
{
  g_autofree char *winner = wg_words_report_grid (report, decision->winner);
  g_autofree char *loser = wg_words_report_grid (report, decision->loser);

  return describe_decision (decision, winner, loser);
}

char *
wg_words_grid (WgPlan *plan, guint32 grid)
{
  return name_grid (grid != 0 ? wg_plan_get_grid (plan, grid) : NULL);
}

char *
wg_words_grid_in_full (WgPlan *plan, guint32 id)
{
  const WgGrid *grid = id != 0 ? wg_plan_get_grid (plan, id) : NULL;
  const WgGrid *parent
    = grid != NULL && grid->parent != 0 ? wg_plan_get_grid (plan, grid->parent) : NULL;

  if (parent == NULL || *parent->name == '\0' || *grid->name == '\0'
      || g_str_has_prefix (grid->name, parent->name))
    return name_grid (grid);

  /* Translators: the name of a grid after the name of the one that it lies in */
  return g_strdup_printf (C_ ("grid in full", "%s %s"), parent->name, grid->name);
}

char *
wg_words_report_grid (const WgImportReport *report, guint32 grid)
{
  return name_grid (grid != 0 ? wg_import_report_find_grid (report, grid) : NULL);
}

const char *
wg_words_level (WgPlan *plan, const WgGrid *grid)
{
  const WgLevel *level = wg_plan_get_level (plan, grid->depth);

  if (level == NULL)
    return "";

  return grid->kind == WG_GRID_SPECIAL && level->special_name != NULL ? level->special_name
                                                                      : level->name;
}

/* "12,345.6": grouped in every locale, for C.UTF-8 and some Chinese ones have no separator. */
static char *
group_digits (double value, int decimals)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE + 320];
  GString *text = g_string_new (NULL);
  const char *from = digits;
  gsize n;

  g_snprintf (digits, sizeof digits, "%.*f", decimals, value);
  if (*from == '-')
    g_string_append_c (text, *from++);
  n = strspn (from, "0123456789");
  for (gsize i = 0; i < n; i++)
    {
      if (i > 0 && (n - i) % 3 == 0)
        g_string_append_c (text, ',');
      g_string_append_c (text, from[i]);
    }
  g_string_append (text, from + n);
  return g_string_free (text, FALSE);
}

char *
wg_words_area (double m2)
{
  double size = fabs (m2);
  g_autofree char *number = NULL;

  if (isnan (m2))
    return g_strdup ("—");
  if (size >= 1e5)
    {
      number = group_digits (m2 / 1e6, size >= 1e8 ? 1 : 3);
      /* Translators: square kilometres */
      return g_strdup_printf (_("%s km²"), number);
    }

  number = group_digits (m2, size >= 100 || size == 0 ? 0 : 2);
  /* Translators: square metres */
  return g_strdup_printf (_("%s m²"), number);
}

char *
wg_words_length (double metres)
{
  g_autofree char *number = NULL;

  if (isnan (metres))
    return g_strdup ("—");
  if (fabs (metres) >= 1000)
    {
      number = group_digits (metres / 1000, 2);
      /* Translators: kilometres */
      return g_strdup_printf (_("%s km"), number);
    }

  number = group_digits (metres, 1);
  /* Translators: metres */
  return g_strdup_printf (_("%s m"), number);
}

char *
wg_words_number (double value, int decimals)
{
  return group_digits (value, decimals);
}

char *
wg_words_count (guint64 n)
{
  return group_digits ((double) n, 0);
}

/* The CRSs that offices meet have words of their own; the others have PROJ's name. */
static char *
describe_epsg (int epsg)
{
  if (epsg >= 4534 && epsg <= 4554)
    return g_strdup_printf (
      _("CGCS2000 / 3-degree Gauss-Krüger, central meridian %d°E (EPSG:%d)"),
      75 + 3 * (epsg - 4534), epsg);
  if (epsg >= 4513 && epsg <= 4533)
    return g_strdup_printf (_("CGCS2000 / 3-degree Gauss-Krüger, zone %d (EPSG:%d)"),
                            25 + epsg - 4513, epsg);
  if (epsg >= 32601 && epsg <= 32660)
    return g_strdup_printf (_("WGS 84 / UTM zone %dN (EPSG:%d)"), epsg - 32600, epsg);
  if (epsg >= 32701 && epsg <= 32760)
    return g_strdup_printf (_("WGS 84 / UTM zone %dS (EPSG:%d)"), epsg - 32700, epsg);

  switch (epsg)
    {
    case 4326:
      return g_strdup (_("WGS 84, longitude and latitude (EPSG:4326)"));
    case 4490:
      return g_strdup (_("CGCS2000, longitude and latitude (EPSG:4490)"));
    case 4610:
      return g_strdup (_("Xian 1980, longitude and latitude (EPSG:4610)"));
    case 4214:
      return g_strdup (_("Beijing 1954, longitude and latitude (EPSG:4214)"));
    case 3857:
      return g_strdup (_("Web Mercator (EPSG:3857)"));
    default:
      return NULL;
    }
}

char *
wg_words_crs (const char *crs)
{
  g_autofree char *name = NULL;
  int epsg = 0;
  char *words;

  if (crs == NULL)
    return g_strdup (_("unknown coordinate system"));
  if (g_ascii_strncasecmp (crs, "EPSG:", 5) == 0)
    epsg = (int) g_ascii_strtoll (crs + 5, NULL, 10);

  words = describe_epsg (epsg);
  if (words != NULL)
    return words;

  name = wg_crs_dup_name (crs);
  if (name != NULL && epsg > 0)
    return g_strdup_printf ("%s (EPSG:%d)", name, epsg);

  return name != NULL ? g_steal_pointer (&name) : g_strdup (crs);
}
