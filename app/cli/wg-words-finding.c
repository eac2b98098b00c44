/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-words"

#include "wg-words.h"

#include "../check/wg-check-board.h"
#include "wg-words-tally.h"

#include <glib/gi18n.h>
#include <math.h>

#define FIX_GIVE N_ ("Give it to a neighbour, or make it a grid of its own")
#define FIX_NEI N_ ("Give it to the neighbour with the longest border")
#define FIX_LEADER N_ ("End the role of all leaders but one")
#define FIX_PART N_ ("Give the smallest part to a neighbour, or make it a grid of its own")
#define FIX_ISL N_ ("Give it to the grid around it")
#define FIX_BLD N_ ("Lead the border around it, to the larger share")
#define FIX_ALONG N_ ("Draw the stretch anew along the line")
#define FIX_CODE N_ ("Give it the next free code")
#define FIX_NAME N_ ("Give it the next free name")
#define FIX_LAND N_ ("Give it land, or make it part of a grid beside it")
#define FIX_SIZE N_ ("Too small: merge it with a neighbour; too large: split it; or move its border")
#define FIX_EMPTY N_ ("Make it a special grid (a park, a site), or part of a neighbour")
#define FIX_DIV N_ ("Divide the building anew")
#define FIX_STAFF N_ ("Look for somebody for the grid")
#define FIX_PERS N_ ("Open the person")
#define FIX_COVER N_ ("Name who stands in")
#define FIX_EXT N_ ("Let the role go on")
#define FIX_PAR N_ ("Put it below the higher grid with the longest border, or make a new one")

/* The words of one rule; {names} in braces are filled in. */
typedef struct
{
  const char *code;
  const char *title;
  const char *sentence; /* NULL: it depends on a number, see choose_sentence() */
  const char *fix;      /* what is proposed; NULL: only people can tell */
} Words;

static const Words words[] = {
  { "land.unowned", N_ ("Land in no grid"), N_ ("{area} belong to no grid ({width} wide)"),
    FIX_GIVE },
  { "land.hole", N_ ("Hole"), N_ ("{area} inside {other} belong to no grid ({width} wide)"),
    FIX_GIVE },
  { "land.undivided", N_ ("Undivided land"), N_ ("{area} of {grid} are not divided into lower grids"),
    FIX_GIVE },
  { "land.none", N_ ("Grid without land"), N_ ("{grid} has no land"), FIX_LAND },
  { "land.sliver", N_ ("Sliver"), N_ ("{grid} is only {width} wide"),
    FIX_NEI },
  { "land.narrow", N_ ("Too narrow"), N_ ("{grid} is only {width} wide at its widest place"),
    FIX_NEI },
  { "land.parts", N_ ("Several parts"), N_ ("{grid} lies in {count} parts; the smallest has {area}"),
    FIX_PART },
  { "land.island", N_ ("Island"), N_ ("{grid} lies wholly inside {other}"),
    FIX_ISL },
  { "building.unowned", N_ ("Buildings in no grid"), N_ ("Buildings on land of no grid: {count}"),
    FIX_GIVE },
  { "building.cut", N_ ("Building cut by a border"),
    N_ ("A border runs through {building}: {percent} of it lie in {grid}, {other-percent} in {other}"),
    FIX_BLD },
  { "building.shares", N_ ("Shares of a divided building"),
    N_ ("The shares of {building} are told {count} altogether, and it has {limit-count}"), FIX_DIV },
  { "building.parts", N_ ("Parts of a divided building"),
    N_ ("{building} is divided by units or floors that it does not have"), FIX_DIV },
  { "building.none", N_ ("No buildings"), N_ ("{grid} has no building"), FIX_EMPTY },
  { "border.off-line", N_ ("Border off its line"),
    N_ ("The border between {grid} and {other} is up to {width} off {line}, which it follows elsewhere"),
    FIX_ALONG },
  { "size.households", N_ ("Households out of range"), NULL, FIX_SIZE },
  { "size.people", N_ ("People out of range"), NULL, FIX_SIZE },
  { "size.area", N_ ("Area out of range"), N_ ("{grid} has {value-area}; its level asks for {limit-area}"), FIX_SIZE },
  { "order.code-missing", N_ ("Code missing"), N_ ("{grid} has no code"),
    FIX_CODE },
  { "order.code-duplicate", N_ ("Code used twice"), N_ ("{grid} has the same code as {other}: {code}"),
    FIX_CODE },
  { "order.code-reused", N_ ("Retired code used again"),
    N_ ("{grid} has the code {code} of {other}, which is retired: codes are never used again"),
    FIX_CODE },
  { "order.code-pattern", N_ ("Unusual code"),
    N_ ("The code {code} of {grid} does not look like the others of its level"),
    FIX_CODE },
  { "order.code-prefix", N_ ("Code does not follow the parent"),
    N_ ("The code {code} of {grid} does not begin with {other-code}, the code of {other}"),
    FIX_CODE },
  { "order.name-missing", N_ ("Name missing"), N_ ("{grid} has no name"),
    FIX_NAME },
  { "order.name-duplicate", N_ ("Name used twice"), N_ ("{grid} ({code}) has the same name as {other-code} under the same parent"),
    FIX_NAME },
  { "order.parent-missing", N_ ("Parent missing"), N_ ("{grid} lies in no higher grid"),
    FIX_PAR },
  { "staff.vacant", N_ ("Nobody answers"), N_ ("Nobody answers for {grid}"), FIX_STAFF },
  { "staff.missing", N_ ("People missing"), N_ ("{grid} has {count} of the {limit-count} people that it needs"), FIX_STAFF },
  { "staff.doubled", N_ ("Several leaders"), N_ ("{grid} has {count} leaders at a time; {person} is one of them"),
    FIX_LEADER },
  { "staff.grids", N_ ("Too many grids"),
    N_ ("{person} has {count} grids ({grid} is one of them), more than {limit-count}"), FIX_PERS },
  { "staff.households", N_ ("Too many households"),
    N_ ("The grids of {person} ({grid} is one of them) have {count} households, more than {limit-count}"), FIX_PERS },
  { "staff.phone-missing", N_ ("Phone missing"), N_ ("{person} of {grid} has no work phone"), FIX_PERS },
  { "staff.phone-bad", N_ ("Phone not right"), N_ ("{person} of {grid}: the work phone {phone} cannot be right"), FIX_PERS },
  { "staff.leave", N_ ("Away without cover"), N_ ("{person} of {grid} is away, and nobody acts"), FIX_COVER },
  { "staff.ending", N_ ("Role ends soon"), N_ ("The role of {person} in {grid} ends in {count} days, and nobody follows"),
    FIX_EXT },
};

static const Words *
find_words (const char *code)
{
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (words[i].code, code))
      return &words[i];
  return NULL;
}

char *
wg_words_finding_title (const char *code)
{
  const Words *found = find_words (code);

  return g_strdup (found != NULL ? _(found->title) : code);
}

static const char *
choose_sentence (const Words *found, const WgFinding *finding)
{
  gulong n = isnan (finding->value) ? 0 : (gulong) finding->value;

  if (g_str_equal (found->code, "size.households"))
    return ngettext ("{grid} has {count} household; its level asks for {limit}",
                     "{grid} has {count} households; its level asks for {limit}", n);
  if (g_str_equal (found->code, "size.people"))
    return ngettext ("{grid} has {count} person; its level asks for {limit}",
                     "{grid} has {count} people; its level asks for {limit}", n);
  /* Another part of the grid is wide enough. */
  if (!isnan (finding->area_m2)
      && (g_str_equal (found->code, "land.sliver") || g_str_equal (found->code, "land.narrow")))
    return _("A part of {grid} is only {width} wide ({area})");
  return _(found->sentence);
}

char *
wg_words_finding_pattern (const char *code)
{
  const Words *found = find_words (code);
  const WgFinding many = { .value = 2.0, .area_m2 = NAN };

  return g_strdup (found != NULL ? choose_sentence (found, &many) : "");
}

char *
wg_words_finding_fix (const char *code)
{
  const Words *found = find_words (code);

  return g_strdup (found != NULL && found->fix != NULL ? _(found->fix) : "");
}

/** The sentence with {names} filled in from pairs of name and text. */
static char *
fill_in (const char *sentence, const char *const *pairs)
{
  g_autoptr (GString) text = g_string_new (sentence);

  for (guint i = 0; pairs[i] != NULL; i += 2)
    g_string_replace (text, pairs[i], pairs[i + 1], 0);
  return g_strdup (text->str);
}

/** "at least 200", "at most 500": the side of the band that is broken. */
static char *
describe_limit (const WgFinding *finding, gboolean is_area)
{
  g_autofree char *limit = NULL;

  if (isnan (finding->limit) || isnan (finding->value))
    return g_strdup ("");
  limit = is_area ? wg_words_area (finding->limit) : wg_words_count ((guint64) finding->limit);
  return g_strdup_printf (finding->value < finding->limit ? _("at least %s") : _("at most %s"), limit);
}

static char *
describe_land (WgPlan *plan, guint32 grid)
{
  /* Translators: in place of the name of a grid, as in "the border between 3网格 and ..." */
  return grid != 0 ? wg_words_grid_in_full (plan, grid) : g_strdup (_("unassigned land"));
}

static const char *
describe_code (WgPlan *plan, guint32 id)
{
  const WgGrid *grid = id != 0 ? wg_plan_get_grid (plan, id) : NULL;

  return grid != NULL && grid->code[0] != '\0' ? grid->code : _("no code");
}

/** What people call it: its name, its address or its code. */
static char *
describe_building (WgPlan *plan, guint32 id)
{
  WgBuildingSet *buildings = wg_plan_get_buildings (plan);
  const WgBuilding *building
    = id != 0 && buildings != NULL ? wg_building_set_find (buildings, id) : NULL;

  if (building == NULL)
    return g_strdup (_("a building"));
  return g_strdup (building->name != NULL      ? building->name
                   : building->address != NULL ? building->address
                   : building->code != NULL    ? building->code
                                               : _("a building"));
}

static char *
describe_percent (double percent)
{
  return isnan (percent) ? g_strdup ("") : g_strdup_printf ("%.0f %%", percent);
}

/* Are numbers of a grid that the person leads or works in estimated? */
static gboolean
has_estimates (WgPlan *plan, guint32 person)
{
  const WgPeople *people = wg_plan_get_people (plan);
  guint n = 0;
  const guint32 *posts = wg_people_list_person (people, person, &n);

  for (guint i = 0; i < n; i++)
    {
      WgTally tally = { 0 };

      wg_plan_get_tally (plan, wg_people_get_assignment (people, posts[i])->grid, &tally);
      if (tally.households.n_estimated > 0)
        return TRUE;
    }
  return FALSE;
}

/* Households and people with the marks of what is estimated, or known of some buildings only. */
static char *
describe_value (WgPlan *plan, const WgFinding *finding)
{
  gboolean is_people = g_str_equal (finding->code, "size.people");
  WgTally tally;

  if (isnan (finding->value))
    return g_strdup ("");
  if (g_str_equal (finding->code, "staff.households"))
    return wg_words_amount ((gint64) finding->value, has_estimates (plan, finding->person));
  if (!is_people && !g_str_equal (finding->code, "size.households"))
    return wg_words_count ((guint64) finding->value);
  wg_plan_get_tally (plan, finding->grid, &tally);
  /* The grid may have changed since it was found. */
  if ((is_people ? tally.people.sum : tally.households.sum) != (gint64) finding->value)
    return wg_words_count ((guint64) finding->value);
  return wg_words_tally_count (&tally, is_people ? &tally.people : &tally.households);
}

char *
wg_words_finding (WgPlan *plan, const WgFinding *finding)
{
  g_autofree char *limit = describe_limit (finding, FALSE);
  g_autofree char *limit_area = describe_limit (finding, TRUE);
  g_autofree char *value_area = wg_words_area (finding->value);
  g_autofree char *grid = describe_land (plan, finding->grid);
  g_autofree char *other = describe_land (plan, finding->other);
  g_autofree char *building = describe_building (plan, finding->building);
  g_autofree char *percent = describe_percent (finding->value);
  g_autofree char *other_percent = describe_percent (finding->limit);
  const WgPerson *one = wg_people_get_person (wg_plan_get_people (plan), finding->person);
  const char *person = one != NULL ? one->name : _("Somebody");
  const char *phone = one != NULL ? one->phone : "";
  const char *code = describe_code (plan, finding->grid);
  const char *other_code = describe_code (plan, finding->other);
  const char *line = finding->line_name != NULL ? finding->line_name : _("the road or river");
  g_autofree char *area = wg_words_area (finding->area_m2);
  g_autofree char *width = wg_words_length (finding->width_m);
  g_autofree char *limit_count
    = isnan (finding->limit) ? g_strdup ("") : wg_words_count ((guint64) finding->limit);
  g_autofree char *value = describe_value (plan, finding);
  const char *const pairs[]
    = { "{area}", area, "{width}", width, "{count}", value, "{grid}", grid, "{other}", other,
        "{limit}", limit, "{limit-count}", limit_count, "{limit-area}", limit_area, "{value-area}", value_area, "{building}", building,
        "{percent}", percent, "{other-percent}", other_percent, "{line}", line, "{person}", person,
        "{code}", code, "{other-code}", other_code, "{phone}", phone, NULL };
  const Words *found = find_words (finding->code);

  if (found != NULL)
    return fill_in (choose_sentence (found, finding), pairs);
  /* A rule of a newer program. */
  return g_strdup_printf (_("%s: please look at this grid (%s)"), grid, finding->code);
}

char *
wg_words_plan_state (WgPlanState state, guint n_open)
{
  g_autofree char *count = wg_words_count (n_open);

  if (state == WG_PLAN_INVALID)
    return g_strdup (_("Plan invalid: errors remain"));
  if (state == WG_PLAN_UNFINISHED)
    return g_strdup (_("Plan unfinished: land, codes, names or people missing"));
  if (n_open == 0)
    return g_strdup (_("Plan valid"));
  return g_strdup_printf (
    ngettext ("Plan valid; %s more to look at", "Plan valid; %s more to look at", n_open), count);
}

static char *
describe_number (double number, WgFindingUnit unit)
{
  return unit == WG_FINDING_AREA    ? wg_words_area (number)
         : unit == WG_FINDING_WIDTH ? wg_words_length (number)
                                    : wg_words_count ((guint64) number);
}

char *
wg_words_acceptance (const WgAcceptance *acceptance, const WgFinding *finding)
{
  g_autofree char *day = g_strndup (acceptance->at != NULL ? acceptance->at : "", 10);
  const char *who = acceptance->who != NULL ? acceptance->who : "";

  if (wg_check_is_outgrown (acceptance, finding))
    {
      WgFindingUnit unit = WG_FINDING_COUNT;
      double number = wg_finding_get_number (finding, &unit, NULL);
      g_autofree char *before = describe_number (acceptance->number, unit);
      g_autofree char *now = describe_number (number, unit);

      /* Translators: area, width or number then and now, the reason, who, the day */
      return g_strdup_printf (_("Open again: accepted at %s, now %s: %s (%s, %s)"), before, now,
                              acceptance->reason, who, day);
    }
  if (wg_acceptance_is_over (acceptance, NULL))
    return g_strdup_printf (_("Open again: accepted until %s: %s (%s, %s)"), acceptance->until,
                            acceptance->reason, who, day);
  if (acceptance->until != NULL)
    return g_strdup_printf (_("Accepted until %s: %s (%s, %s)"), acceptance->until,
                            acceptance->reason, who, day);
  return g_strdup_printf (_("Accepted: %s (%s, %s)"), acceptance->reason, who, day);
}

char *
wg_words_fix_numbers (const WgLandPreview *land)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint depth = 0;

  for (guint i = 0; i < land->grids->len; i++)
    depth = MAX (depth, ((const WgGridPreview *) g_ptr_array_index (land->grids, i))->grid->depth);
  for (guint i = 0; i < land->grids->len; i++)
    {
      const WgGridPreview *row = g_ptr_array_index (land->grids, i);
      g_autofree char *change = wg_words_area_change (row);
      g_autofree char *sign = wg_words_area_sign (row);
      g_autofree char *area
        = sign[0] != '\0' ? g_strdup_printf ("%s (%s)", change, sign) : g_strdup (change);
      g_autofree char *households = wg_words_count_change (row, FALSE);
      const char *name = row->grid->name[0] != '\0' ? row->grid->name : row->grid->code;

      if (row->grid->depth != depth)
        continue;
      if (text->len > 0)
        g_string_append_c (text, '\n');
      /* Translators: a grid, its area and its households, each as "before → after" */
      if (wg_tally_get_state (&row->after, &row->after.households) != WG_COUNT_UNKNOWN)
        g_string_append_printf (text, _("%s: %s, households %s"), name, area, households);
      else
        g_string_append_printf (text, _("%s: %s"), name, area);
    }
  return g_strdup (text->str);
}

static char *
describe_merge (const WgFix *fix, const char *grid)
{
  g_autofree char *border = wg_words_length (fix->border_m);

  if (fix->border_m > 0)
    return g_strdup_printf (_("Make it part of %s (border in common: %s); its code is retired"), grid,
                            border);
  return g_strdup_printf (_("Make it part of %s; its code is retired"), grid);
}

static char *
describe_gift (const WgFix *fix, const char *grid)
{
  g_autofree char *border = wg_words_length (fix->border_m);

  if (fix->retires)
    return g_strdup_printf (
      _("Give it to %s (border in common: %s); the grid has no other land and is retired"), grid,
      border);
  return g_strdup_printf (_("Give it to %s (border in common: %s)"), grid, border);
}

/** The ways that move land or borders, or change a grid. */
static char *
describe_grid_fix (WgPlan *plan, const WgFix *fix)
{
  g_autofree char *grid = wg_words_grid_in_full (plan, fix->grid);
  g_autofree char *border = wg_words_length (fix->border_m);
  const WgLevel *level = wg_plan_get_level (plan, CLAMP (fix->depth, 1, wg_plan_get_n_levels (plan)));

  switch (fix->kind)
    {
    case WG_FIX_CODE:
      return g_strdup_printf (_("Give it the code %s"), fix->text);
    case WG_FIX_NAME:
      return g_strdup_printf (_("Give it the name %s"), fix->text);
    case WG_FIX_DRAW:
      return g_strdup_printf (_("Make it a new %s with the next code"), level->name);
    case WG_FIX_MERGE:
      return describe_merge (fix, grid);
    case WG_FIX_TAKE:
      return g_strdup_printf (_("Lead the border around it: all of it to %s (%.0f %% are there)"), grid,
                              fix->share);
    case WG_FIX_ALONG:
      return g_strdup_printf (_("Draw %s of the border anew along the road or river"), border);
    case WG_FIX_NEW_PARENT:
      /* Translators: a level, the name and the code of a new grid of it */
      return g_strdup_printf (_("Make a new %s above it: %s (%s)"), level->name, fix->text, fix->code);
    case WG_FIX_PARENT:
      return g_strdup_printf (_("Put it below %s (border in common: %s)"), grid, border);
    case WG_FIX_SPECIAL:
      return g_strdup (_("Make it a special grid (a park, a site): no buildings are expected there"));
    case WG_FIX_GIVE:
    default:
      return describe_gift (fix, grid);
    }
}

static char *
describe_staff_fix (WgPlan *plan, const WgFix *fix)
{
  const WgPeople *people = wg_plan_get_people (plan);
  const WgAssignment *post = wg_people_get_assignment (people, fix->assignment);
  const WgPerson *person
    = wg_people_get_person (people, post != NULL ? post->person : fix->person);
  const char *name = person != NULL ? person->name : "";
  g_autofree char *day = wg_day_to_text (fix->day);

  if (fix->kind == WG_FIX_LEADER)
    /* Translators: %s is a person */
    return g_strdup_printf (_("Keep %s as the leader; the others’ role ended yesterday"), name);
  if (fix->kind == WG_FIX_COVER)
    /* Translators: %s is a person */
    return g_strdup_printf (_("%s stands in"), name);
  if (day == NULL)
    return g_strdup (_("Let the role go on until further notice"));
  /* Translators: %s is a day */
  return g_strdup_printf (_("Let the role go on until %s"), day);
}

static char *
describe_question (WgPlan *plan, const WgFix *fix)
{
  const WgPerson *person = wg_people_get_person (wg_plan_get_people (plan), fix->person);
  const char *name = person != NULL ? person->name : "";

  switch (fix->kind)
    {
    case WG_FIX_ASK_LAND:
      return g_strdup (_("Give it land on the map…"));
    case WG_FIX_ASK_DRAW:
      return g_strdup (_("Draw a grid there on the map…"));
    case WG_FIX_ASK_SPLIT:
      return g_strdup (_("Split it on the map…"));
    case WG_FIX_ASK_BORDER:
      return g_strdup (_("Move the border on the map…"));
    case WG_FIX_ASK_DIVISION:
      return g_strdup (_("Divide the building between grids by entrances or floors…"));
    case WG_FIX_ASK_STAFF:
      return g_strdup (_("Look for somebody…"));
    case WG_FIX_ASK_LEAVE:
      /* Translators: %s is a person */
      return g_strdup_printf (_("Change the leave of %s…"), name);
    case WG_FIX_ASK_PERSON:
    default:
      /* Translators: %s is a person */
      return g_strdup_printf (_("Open %s…"), name);
    }
}

char *
wg_words_fix (WgPlan *plan, const WgFix *fix)
{
  if (wg_fix_is_question (fix))
    return describe_question (plan, fix);
  if (fix->kind == WG_FIX_LEADER || fix->kind == WG_FIX_COVER || fix->kind == WG_FIX_EXTEND)
    return describe_staff_fix (plan, fix);
  return describe_grid_fix (plan, fix);
}
