/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-contact-words"

#include "wg-contact-words.h"

#include "wg-words-staff.h"
#include "wg-words.h"

#include <glib/gi18n.h>

/* A phone and what it stands for. */
typedef struct
{
  GPtrArray *names;
  GPtrArray *roles;
  GPtrArray *grids;
} Call;

static void
free_call (gpointer data)
{
  Call *call = data;

  g_ptr_array_unref (call->names);
  g_ptr_array_unref (call->roles);
  g_ptr_array_unref (call->grids);
  g_free (call);
}

static const char *
get_phone (const WgPerson *person)
{
  return *person->phone != '\0' ? person->phone : _ ("(no phone)");
}

/* "On leave; Wang 138 0000 0000 stands in"; "" when the person is there. (transfer full) */
static char *
tell_absence (const WgPeople *people, const WgAssignment *assignment, const WgWhen *when)
{
  const WgPerson *acting = NULL;

  if (wg_people_find_leave (people, assignment->person, when->day) == NULL)
    return g_strdup ("");
  acting = wg_people_find_acting (people, assignment, when->day);
  if (acting == NULL || acting->id == assignment->person)
    return g_strdup (_ ("On leave, nobody stands in"));
  /* Translators: a name, a phone */
  return g_strdup_printf (_ ("On leave, %s %s stands in"), acting->name, get_phone (acting));
}

static void
append_person (GString *out, const WgPeople *people, const WgAssignment *assignment, const WgWhen *when)
{
  const WgPerson *person = wg_people_get_person (people, assignment->person);
  g_autofree char *role = wg_words_assignment (assignment);
  g_autofree char *absence = NULL;

  if (person == NULL)
    return;
  /* Translators: a role, a name, a phone */
  g_string_append_printf (out, _ ("%s: %s %s\n"), role, person->name, get_phone (person));
  absence = tell_absence (people, assignment, when);
  if (*absence != '\0')
    g_string_append_printf (out, "  %s\n", absence);
}

static void
append_staff (GString *out, WgPlan *plan, guint32 grid, const WgWhen *when)
{
  const WgPeople *people = wg_plan_get_people (plan);
  g_autoptr (GPtrArray) staff = g_ptr_array_new ();

  if (people != NULL)
    wg_people_collect (people, grid, when, staff);
  for (guint i = 0; i < staff->len; i++)
    append_person (out, people, g_ptr_array_index (staff, i), when);
  if (staff->len == 0)
    g_string_append (out, _ ("Nobody is assigned\n"));
}

/* Each text once, parted by a sign that is read in any language. */
static void
add_once (GPtrArray *texts, const char *text)
{
  if (*text != '\0' && !g_ptr_array_find_with_equal_func (texts, text, g_str_equal, NULL))
    g_ptr_array_add (texts, g_strdup (text));
}

static void
add_joined (WgSheet *sheet, GPtrArray *texts)
{
  g_autofree char *joined = NULL;

  g_ptr_array_add (texts, NULL);
  joined = g_strjoinv ("、", (char **) texts->pdata);
  wg_sheet_add_text (sheet, joined);
}

static void
add_contact (WgSheet *sheet, WgPlan *plan, const WgAssignment *assignment, const WgWhen *when)
{
  const WgPeople *people = wg_plan_get_people (plan);
  const WgPerson *person = wg_people_get_person (people, assignment->person);
  const WgGrid *grid = wg_plan_get_grid (plan, assignment->grid);
  g_autofree char *role = wg_words_assignment (assignment);
  g_autofree char *path = NULL;
  g_autofree char *absence = NULL;

  if (person == NULL || grid == NULL)
    return;
  absence = tell_absence (people, assignment, when);
  path = wg_words_grid_path (plan, grid->id);
  wg_sheet_begin_row (sheet);
  wg_sheet_add_text (sheet, person->phone);
  wg_sheet_add_text (sheet, person->name);
  wg_sheet_add_text (sheet, role);
  wg_sheet_add_text (sheet, grid->code);
  wg_sheet_add_text (sheet, path);
  wg_sheet_add_text (sheet, assignment->part);
  wg_sheet_add_text (sheet, person->employer);
  wg_sheet_add_text (sheet, absence);
}

/* Calls @func for every assignment of the grids that holds. */
static void
for_each_contact (WgPlan *plan, const GArray *grids, const WgWhen *when,
                  void (*func) (const WgAssignment *assignment, gpointer user_data), gpointer user_data)
{
  const WgPeople *people = wg_plan_get_people (plan);
  g_autoptr (GPtrArray) staff = g_ptr_array_new ();

  for (guint i = 0; people != NULL && i < grids->len; i++)
    {
      g_ptr_array_set_size (staff, 0);
      wg_people_collect (people, g_array_index (grids, guint32, i), when, staff);
      for (guint k = 0; k < staff->len; k++)
        func (g_ptr_array_index (staff, k), user_data);
    }
}

/* What both sheets are made from. */
typedef struct
{
  WgPlan *plan;
  const WgWhen *when;
  WgSheet *sheet;
  GHashTable *calls; /* phone -> Call */
  GPtrArray *phones; /* in the order that they came */
} Making;

static void
add_contact_cb (const WgAssignment *assignment, gpointer user_data)
{
  Making *making = user_data;

  add_contact (making->sheet, making->plan, assignment, making->when);
}

static void
add_call_cb (const WgAssignment *assignment, gpointer user_data)
{
  Making *making = user_data;
  const WgPerson *person = wg_people_get_person (wg_plan_get_people (making->plan), assignment->person);
  g_autofree char *role = wg_words_assignment (assignment);
  g_autofree char *grid = wg_words_grid (making->plan, assignment->grid);
  Call *call = NULL;

  if (person == NULL || *person->phone == '\0')
    return;
  call = g_hash_table_lookup (making->calls, person->phone);
  if (call == NULL)
    {
      call = g_new0 (Call, 1);
      call->names = g_ptr_array_new_with_free_func (g_free);
      call->roles = g_ptr_array_new_with_free_func (g_free);
      call->grids = g_ptr_array_new_with_free_func (g_free);
      g_hash_table_insert (making->calls, g_strdup (person->phone), call);
      g_ptr_array_add (making->phones, g_strdup (person->phone));
    }
  add_once (call->names, person->name);
  add_once (call->roles, role);
  add_once (call->grids, grid);
}

char *
wg_words_grid_path (WgPlan *plan, guint32 grid)
{
  GString *path = g_string_new (NULL);

  for (guint32 id = grid; id != 0;)
    {
      const WgGrid *row = wg_plan_get_grid (plan, id);
      g_autofree char *name = wg_words_grid (plan, id);

      if (row == NULL)
        break;
      if (path->len > 0)
        g_string_prepend (path, " / ");
      g_string_prepend (path, name);
      id = row->parent;
    }
  if (path->len == 0)
    g_string_append (path, _ ("In no grid"));
  return g_string_free (path, FALSE);
}

const char *
wg_words_find_kind (WgFindKind kind)
{
  static const char *const words[WG_FIND_N_KINDS]
    = { NC_ ("find", "Grids"), NC_ ("find", "People"), NC_ ("find", "Addresses"), NC_ ("find", "Places"),
        NC_ ("find", "Coordinates") };

  return g_dpgettext2 (NULL, "find", words[kind]);
}

char *
wg_words_find_hit (WgPlan *plan, const WgFindHit *hit)
{
  double easting = 0, northing = 0, longitude = 0, latitude = 0;

  if (hit->kind != WG_FIND_COORDINATE)
    return g_strdup (hit->title != NULL ? hit->title : "");
  wg_frame_to_metres (wg_plan_get_frame (plan), hit->point, &easting, &northing);
  if (!wg_frame_to_degrees (wg_plan_get_frame (plan), hit->point, &longitude, &latitude))
    return g_strdup_printf (_ ("E %.1f  N %.1f"), easting, northing);
  return g_strdup_printf (_ ("E %.1f  N %.1f  (%.6f°, %.6f°)"), easting, northing, longitude, latitude);
}

char *
wg_words_find_detail (const WgFindHit *hit)
{
  if (hit->kind == WG_FIND_COORDINATE && hit->datum != WG_CHINA_TRUE)
    return g_strdup (hit->datum == WG_CHINA_GCJ02 ? _ ("read off AMap or Tencent (GCJ-02)")
                                                  : _ ("read off Baidu (BD-09)"));
  switch (hit->nearness)
    {
    case WG_NEAR_AROUND:
      return g_strdup (_ ("the building around it"));
    case WG_NEAR_BETWEEN:
      /* Translators: two addresses */
      return g_strdup_printf (_ ("estimated between %s and %s"), hit->low, hit->high);
    case WG_NEAR_NEXT:
      return g_strdup (_ ("the nearest known number"));
    default:
      return g_strdup (hit->detail);
    }
}

/* The role in @grid that a person has today; "" when none. (transfer full) */
static char *
tell_role (const WgPeople *people, guint32 person, guint32 grid, const WgWhen *when)
{
  guint n = 0;
  const guint32 *ids = wg_people_list_person (people, person, &n);
  const WgAssignment *shown = NULL;

  for (guint i = 0; i < n; i++)
    {
      const WgAssignment *assignment = wg_people_get_assignment (people, ids[i]);

      if (assignment->grid == grid && wg_people_holds (people, assignment, when->day)
          && (shown == NULL || assignment->role == WG_ROLE_LEADER))
        shown = assignment;
    }
  return shown != NULL ? wg_words_assignment (shown) : g_strdup ("");
}

char *
wg_words_find_place (WgPlan *plan, const WgFindHit *hit, const WgWhen *when)
{
  g_autoptr (GArray) posts = NULL;
  g_autofree char *last = NULL;
  GString *text = NULL;

  if (hit->kind != WG_FIND_PERSON)
    return wg_words_grid_path (plan, hit->grid);
  posts = wg_find_posts (plan, hit->id, when);
  if (posts->len == 0)
    return g_strdup (_ ("Assigned to no grid"));
  text = g_string_new (NULL);
  for (guint i = 0; i < posts->len; i++)
    {
      guint32 grid = g_array_index (posts, guint32, i);
      g_autofree char *words = i == 0 ? wg_words_grid_path (plan, grid) : wg_words_grid (plan, grid);
      g_autofree char *role = tell_role (wg_plan_get_people (plan), hit->id, grid, when);

      g_string_append (text, i > 0 ? "、" : "");
      if (*role != '\0' && g_strcmp0 (role, last) != 0)
        g_string_append_printf (text, "%s · ", role);
      g_string_append (text, words);
      g_free (last);
      last = g_steal_pointer (&role);
    }
  return g_string_free (text, FALSE);
}

const WgAssignment *
wg_contact_find_leader (WgPlan *plan, guint32 grid, const WgWhen *when, guint32 *of_out)
{
  const WgPeople *people = wg_plan_get_people (plan);
  const WgAssignment *leader = NULL;

  for (guint32 id = grid; people != NULL && id != 0 && leader == NULL;)
    {
      const WgGrid *row = wg_plan_get_grid (plan, id);

      leader = wg_people_find_leader (people, id, when);
      if (of_out != NULL)
        *of_out = id;
      id = row != NULL ? row->parent : 0;
    }
  return leader;
}

/* Nobody leads: somebody else of the grid who can be called, or words for nobody. */
static char *
tell_first_of_staff (WgPlan *plan, guint32 grid, const WgWhen *when)
{
  const WgPeople *people = wg_plan_get_people (plan);
  g_autoptr (GPtrArray) staff = g_ptr_array_new ();

  if (people != NULL)
    wg_people_collect (people, grid, when, staff);
  for (guint i = 0; i < staff->len; i++)
    {
      const WgAssignment *assignment = g_ptr_array_index (staff, i);
      const WgPerson *person = wg_people_get_person (people, assignment->person);
      g_autofree char *role = wg_words_assignment (assignment);

      if (person != NULL && *person->phone != '\0')
        /* Translators: a role, a name, a phone */
        return g_strdup_printf (_ ("No leader; %s %s %s"), role, person->name, person->phone);
    }
  return g_strdup (_ ("No leader"));
}

char *
wg_words_leader (WgPlan *plan, guint32 grid, const WgWhen *when)
{
  guint32 of = 0;
  const WgAssignment *leader = wg_contact_find_leader (plan, grid, when, &of);
  const WgPerson *person
    = leader != NULL ? wg_people_get_person (wg_plan_get_people (plan), leader->person) : NULL;
  const WgPerson *acting = NULL;
  g_autofree char *whose = NULL;

  if (person == NULL)
    return tell_first_of_staff (plan, grid, when);
  if (wg_people_find_leave (wg_plan_get_people (plan), person->id, when->day) != NULL)
    {
      acting = wg_people_find_acting (wg_plan_get_people (plan), leader, when->day);
      if (acting == NULL || acting->id == person->id)
        /* Translators: name and phone of a leader for whom nobody stands in */
        return g_strdup_printf (_ ("%s %s (on leave)"), person->name, get_phone (person));
      /* Translators: name and phone of who stands in for the third, the leader */
      return g_strdup_printf (_ ("%s %s (for %s, on leave)"), acting->name, get_phone (acting),
                              person->name);
    }
  if (of == grid)
    return g_strdup_printf ("%s %s", person->name, get_phone (person));
  whose = wg_words_grid (plan, of);
  /* Translators: name, phone, and the grid above whose leader it is */
  return g_strdup_printf (_ ("%s %s (of %s)"), person->name, get_phone (person), whose);
}

char *
wg_contact_card (WgPlan *plan, guint32 grid, const WgWhen *when)
{
  GString *out = g_string_new (NULL);
  const WgGrid *row = wg_plan_get_grid (plan, grid);
  g_autofree char *path = wg_words_grid_path (plan, grid);

  g_string_append_printf (out, "%s\n", path);
  if (row == NULL)
    return g_string_free (out, FALSE);
  if (*row->code != '\0')
    g_string_append_printf (out, _ ("Code: %s\n"), row->code);
  append_staff (out, plan, grid, when);
  for (guint32 id = row->parent; id != 0;)
    {
      const WgGrid *parent = wg_plan_get_grid (plan, id);
      const WgPeople *people = wg_plan_get_people (plan);
      const WgAssignment *leader = people != NULL ? wg_people_find_leader (people, id, when) : NULL;
      g_autofree char *name = wg_words_grid (plan, id);

      if (parent == NULL)
        break;
      if (leader != NULL)
        {
          g_string_append_printf (out, "%s · ", name);
          append_person (out, people, leader, when);
        }
      id = parent->parent;
    }
  return g_string_free (out, FALSE);
}

WgSheet *
wg_contact_sheet (WgPlan *plan, const GArray *grids, const WgWhen *when)
{
  static const char *const headings[]
    = { N_ ("Phone"), N_ ("Full name"), N_ ("Role"), N_ ("Code"), N_ ("Grid"), N_ ("Part"), N_ ("Employer"),
        N_ ("Absence") };
  WgSheet *sheet = wg_sheet_new (_ ("Contact List"));
  Making making = { plan, when, sheet, NULL, NULL };

  for (guint i = 0; i < G_N_ELEMENTS (headings); i++)
    wg_sheet_add_column (sheet, _ (headings[i]), -1);
  for_each_contact (plan, grids, when, add_contact_cb, &making);
  return sheet;
}

WgSheet *
wg_contact_calls (WgPlan *plan, const GArray *grids, const WgWhen *when)
{
  static const char *const headings[] = { N_ ("Phone"), N_ ("Full name"), N_ ("Role"), N_ ("Grid") };
  WgSheet *sheet = wg_sheet_new (_ ("Call List"));
  g_autoptr (GHashTable) calls = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_call);
  g_autoptr (GPtrArray) phones = g_ptr_array_new_with_free_func (g_free);
  Making making = { plan, when, sheet, calls, phones };

  for (guint i = 0; i < G_N_ELEMENTS (headings); i++)
    wg_sheet_add_column (sheet, _ (headings[i]), -1);
  for_each_contact (plan, grids, when, add_call_cb, &making);
  for (guint i = 0; i < phones->len; i++)
    {
      const char *phone = g_ptr_array_index (phones, i);
      Call *call = g_hash_table_lookup (calls, phone);

      wg_sheet_begin_row (sheet);
      wg_sheet_add_text (sheet, phone);
      add_joined (sheet, call->names);
      add_joined (sheet, call->roles);
      add_joined (sheet, call->grids);
    }
  return sheet;
}

WgWhen
wg_when_now (void)
{
  return (WgWhen){ wg_day_today (), WG_MODE_ROUTINE };
}
