/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-chart-words"

#include "wg-chart-words.h"

#include "wg-partition-words.h"
#include "wg-words-staff.h"
#include "wg-words-tally.h"
#include "wg-words.h"

#include <glib/gi18n.h>

static const char *const words[WG_CHART_N_WORDS] = {
  [WG_CHART_WORD_LEGEND] = N_ ("Legend"),
  [WG_CHART_WORD_SCALE] = N_ ("Scale"),
  [WG_CHART_WORD_NORTH] = NC_ ("compass", "N"),
  [WG_CHART_WORD_NEIGHBOUR] = N_ ("Neighbouring land"),
  [WG_CHART_WORD_NO_OWNER] = N_ ("Land of no grid"),
  [WG_CHART_WORD_BORDER_OF] = N_ ("Border of %s"),
  /* Translators: %s is the name of a level; legend of a chart */
  [WG_CHART_WORD_GRIDS_COLORED] = NC_ ("legend", "One colour for each %s"),
  /* Translators: %s is the name of a level; legend of a chart */
  [WG_CHART_WORD_NUMBER_IN] = NC_ ("legend", "Number of the %s in the table"),
  [WG_CHART_WORD_ROAD] = NC_ ("legend", "Road"),
  [WG_CHART_WORD_RAILWAY] = NC_ ("legend", "Railway"),
  [WG_CHART_WORD_WATER] = NC_ ("legend", "Water"),
  [WG_CHART_WORD_GREEN] = NC_ ("legend", "Green"),
  [WG_CHART_WORD_BUILDING] = NC_ ("legend", "Building"),
  [WG_CHART_WORD_POSITION] = NC_ ("chart", "Location"),
  [WG_CHART_WORD_INTERNAL] = NC_ ("chart", "Internal"),
  [WG_CHART_WORD_PUBLIC] = NC_ ("chart", "Public notice"),
  [WG_CHART_WORD_DRAFT] = NC_ ("chart", "DRAFT"),
  [WG_CHART_WORD_EDITION] = NC_ ("chart", "Edition %s"),
  [WG_CHART_WORD_COMPILED_BY] = NC_ ("chart", "Compiled by %s"),
  /* Translators: "Page 3 of 12" at the foot; both are %s, in this order */
  [WG_CHART_WORD_PAGE] = NC_ ("chart", "Page %s of %s"),
  [WG_CHART_WORD_TITLE_MAP] = NC_ ("title", "Grid Map of %s"),
  [WG_CHART_WORD_TITLE_SHEET] = NC_ ("title", "%s"),
  [WG_CHART_WORD_TITLE_NOTICE] = NC_ ("title", "%s: Who Answers Here"),
  [WG_CHART_WORD_TITLE_STAFF] = NC_ ("title", "Staff of %s"),
  [WG_CHART_WORD_TITLE_CHANGES] = NC_ ("title", "Changes in %s"),
  [WG_CHART_WORD_TITLE_ATLAS] = NC_ ("title", "Grid Atlas of %s"),
  [WG_CHART_WORD_TITLE_INDEX] = NC_ ("title", "Index Map of %s"),
  [WG_CHART_WORD_ROSTER] = NC_ ("chart", "Grids"),
  [WG_CHART_WORD_NO] = NC_ ("chart", "No."),
  [WG_CHART_WORD_NAME] = N_ ("Name"),
  [WG_CHART_WORD_GRID] = NC_ ("chart", "Grid"),
  [WG_CHART_WORD_CODE] = N_ ("Code"),
  [WG_CHART_WORD_BELONGS_TO] = N_ ("Belongs to"),
  [WG_CHART_WORD_DIVIDED_INTO] = N_ ("Divided into"),
  [WG_CHART_WORD_KIND] = NC_ ("chart", "Property"),
  [WG_CHART_WORD_AREA] = N_ ("Area"),
  [WG_CHART_WORD_AREA_KM2] = NC_ ("chart", "Area (km²)"),
  [WG_CHART_WORD_PERIMETER] = N_ ("Perimeter"),
  [WG_CHART_WORD_HOUSEHOLDS] = NC_ ("chart", "Households"),
  [WG_CHART_WORD_PEOPLE] = NC_ ("chart", "Residents"),
  [WG_CHART_WORD_BUILDINGS] = NC_ ("chart", "Buildings"),
  [WG_CHART_WORD_LEADER] = NC_ ("chart", "Grid leader"),
  [WG_CHART_WORD_PERSON] = NC_ ("chart", "Name of the person"),
  [WG_CHART_WORD_PHONE] = NC_ ("chart", "Phone"),
  [WG_CHART_WORD_ROLE] = NC_ ("chart", "Role"),
  [WG_CHART_WORD_EMPLOYER] = NC_ ("chart", "Employer"),
  [WG_CHART_WORD_STAFF] = NC_ ("chart", "People"),
  [WG_CHART_WORD_VACANT] = NC_ ("chart", "Vacant"),
  [WG_CHART_WORD_EXTENTS] = NC_ ("chart", "Extents"),
  [WG_CHART_WORD_EAST] = NC_ ("chart", "East"),
  [WG_CHART_WORD_SOUTH] = NC_ ("chart", "South"),
  [WG_CHART_WORD_WEST] = NC_ ("chart", "West"),
  [WG_CHART_WORD_NORTH_SIDE] = NC_ ("chart", "North"),
  /* Translators: what a border runs along: %s is one street or two */
  [WG_CHART_WORD_ALONG] = NC_ ("extents", "along %s"),
  /* Translators: what is on the other side of a border: %s are names of grids */
  [WG_CHART_WORD_BESIDE] = NC_ ("extents", "beside %s"),
  /* Translators: between "along Wensan Road" and "beside Grid 3" */
  [WG_CHART_WORD_THEN] = NC_ ("extents", "; "),
  [WG_CHART_WORD_OUTER_BORDER] = NC_ ("extents", "the outer border"),
  /* Translators: between names in a list */
  [WG_CHART_WORD_AND] = NC_ ("extents", ", "),
  [WG_CHART_WORD_STREETS] = NC_ ("chart", "Streets"),
  [WG_CHART_WORD_DUTIES] = NC_ ("chart", "Duties"),
  [WG_CHART_WORD_SUPERVISION] = NC_ ("chart", "Supervision:"),
  [WG_CHART_WORD_PHOTO] = NC_ ("chart", "Photo"),
  [WG_CHART_WORD_NOTE] = NC_ ("chart", "Note"),
  [WG_CHART_WORD_PAGE_HEAD] = NC_ ("chart", "Page"),
  [WG_CHART_WORD_SHEETS] = NC_ ("chart", "%s sheets"),
  [WG_CHART_WORD_FACTS] = NC_ ("chart", "Figures"),
  /* Translators: %s is a grid whose rows began on the page before */
  [WG_CHART_WORD_CONTINUED] = NC_ ("chart", "%s (continued)"),
  [WG_CHART_WORD_DUTIES_PRESET]
  = NC_ ("chart", "Walk the grid every day; find and report hazards.\n"
                  "Visit households, pass on notices, and help people with their affairs.\n"
                  "Settle small disputes, and pass on in time what cannot be settled here.\n"
                  "Keep the figures of the grid up to date, and keep what is private to oneself."),
};

/* By where they stand: the contexts of the words above. */
static const char *
get_context (WgChartWord word)
{
  switch (word)
    {
    case WG_CHART_WORD_NORTH:
      return "compass";
    case WG_CHART_WORD_GRIDS_COLORED:
    case WG_CHART_WORD_NUMBER_IN:
    case WG_CHART_WORD_ROAD:
    case WG_CHART_WORD_RAILWAY:
    case WG_CHART_WORD_WATER:
    case WG_CHART_WORD_GREEN:
    case WG_CHART_WORD_BUILDING:
      return "legend";
    case WG_CHART_WORD_TITLE_MAP ... WG_CHART_WORD_TITLE_INDEX:
      return "title";
    case WG_CHART_WORD_ALONG ... WG_CHART_WORD_AND:
      return "extents";
    case WG_CHART_WORD_LEGEND:
    case WG_CHART_WORD_SCALE:
    case WG_CHART_WORD_NEIGHBOUR:
    case WG_CHART_WORD_NO_OWNER:
    case WG_CHART_WORD_BORDER_OF:
    case WG_CHART_WORD_NAME:
    case WG_CHART_WORD_CODE:
    case WG_CHART_WORD_BELONGS_TO:
    case WG_CHART_WORD_DIVIDED_INTO:
    case WG_CHART_WORD_AREA:
    case WG_CHART_WORD_PERIMETER:
      return NULL;
    default:
      return "chart";
    }
}

static const char *
get_word (WgChartWord word)
{
  const char *context = get_context (word);

  if (words[word] == NULL)
    return "";
  return context != NULL ? g_dpgettext2 (NULL, context, words[word]) : _ (words[word]);
}

static char *
get_day (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "-", 3);
  g_autoptr (GDateTime) day = NULL;

  if (g_strv_length (parts) == 3)
    day = g_date_time_new_utc (atoi (parts[0]), atoi (parts[1]), atoi (parts[2]), 0, 0, 0);
  /* Translators: a full date on a printed chart, for strftime */
  return day != NULL ? g_date_time_format (day, _ ("%B %-d, %Y")) : g_strdup (text);
}

static char *
get_number (guint64 n)
{
  return wg_words_count (n);
}

const WgChartWording *
wg_chart_wording (void)
{
  static const WgChartWording wording = {
    .word = get_word,
    .area = wg_words_area,
    .length = wg_words_length,
    .number = get_number,
    .count = wg_words_tally_count,
    .day = get_day,
    .property = wg_words_property_type,
  };

  return &wording;
}

typedef struct
{
  GArray *people;   /* of WgChartPerson */
  GPtrArray *owned; /* its texts that were made */
} Collected;

static const char *
keep (Collected *collected, char *text)
{
  g_ptr_array_add (collected->owned, text);
  return text;
}

/* Who is away says who acts. */
static const char *
leave_note (Collected *collected, const WgPeople *people, const WgAssignment *assignment, WgDay day)
{
  const WgPerson *acting = NULL;

  if (wg_people_find_leave (people, assignment->person, day) == NULL)
    return NULL;
  acting = wg_people_find_acting (people, assignment, day);
  return acting != NULL
           /* Translators: someone is away; %s acts for them */
           ? keep (collected, g_strdup_printf (C_ ("chart", "away, %s acts"), acting->name))
           : C_ ("chart", "away");
}

static void
collect_grid (Collected *collected, const WgPeople *people, guint32 grid, const WgWhen *when)
{
  g_autoptr (GPtrArray) staff = g_ptr_array_new ();
  const WgAssignment *leader = wg_people_find_leader (people, grid, when);

  wg_people_collect (people, grid, when, staff);
  for (guint i = 0; i < staff->len; i++)
    {
      const WgAssignment *assignment = g_ptr_array_index (staff, i);
      const WgPerson *person = wg_people_get_person (people, assignment->person);
      WgChartPerson row = { .grid = grid, .rank = i, .is_leader = assignment == leader };

      if (person == NULL)
        continue;
      row.name = person->name;
      row.phone = person->phone;
      row.employer = person->employer;
      row.photo = person->photo;
      row.role = keep (collected, wg_words_assignment (assignment));
      row.note = leave_note (collected, people, assignment, when->day);
      g_array_append_val (collected->people, row);
    }
}

WgChartStock *
wg_chart_make_stock (WgPlan *plan, WgLinework *const *linework, guint n_linework, WgDay day)
{
  WgPeople *people = wg_plan_get_people (plan);
  WgWhen when = { day, WG_MODE_ROUTINE };
  Collected collected = { g_array_new (FALSE, FALSE, sizeof (WgChartPerson)),
                          g_ptr_array_new_with_free_func (g_free) };
  WgChartSource source = { .plan = plan, .linework = linework, .n_linework = n_linework,
                           .wording = wg_chart_wording () };
  WgChartStock *stock = NULL;

  for (guint32 id = 1; people != NULL && id < wg_plan_get_grid_limit (plan); id++)
    if (wg_plan_get_grid (plan, id) != NULL)
      collect_grid (&collected, people, id, &when);
  source.people = (const WgChartPerson *) collected.people->data;
  source.n_people = collected.people->len;
  stock = wg_chart_stock_new (&source);
  g_array_unref (collected.people);
  g_ptr_array_unref (collected.owned);
  return stock;
}

WgChartOptions *
wg_chart_make_options (WgPlan *plan, guint32 grid, WgDay day)
{
  gboolean is_divided = wg_plan_get_children (plan, grid)->len > 1;
  WgChartOptions *options
    = wg_chart_options_new (is_divided ? WG_CHART_WALL_MAP : WG_CHART_GRID_SHEET);

  options->date = wg_day_to_text (day);
  return options;
}
