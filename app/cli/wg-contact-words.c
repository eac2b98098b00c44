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

static void
append_person (GString *out, const WgPeople *people, const WgAssignment *assignment)
{
  const WgPerson *person = wg_people_get_person (people, assignment->person);
  g_autofree char *role = wg_words_assignment (assignment);

  if (person == NULL)
    return;
  /* Translators: a role, a name, a phone */
  g_string_append_printf (out, _ ("%s: %s %s\n"), role, person->name,
                          *person->phone != '\0' ? person->phone : _ ("(no phone)"));
}

static void
append_staff (GString *out, WgPlan *plan, guint32 grid, const WgWhen *when)
{
  const WgPeople *people = wg_plan_get_people (plan);
  g_autoptr (GPtrArray) staff = g_ptr_array_new ();

  if (people != NULL)
    wg_people_collect (people, grid, when, staff);
  for (guint i = 0; i < staff->len; i++)
    append_person (out, people, g_ptr_array_index (staff, i));
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
add_contact (WgSheet *sheet, WgPlan *plan, const WgAssignment *assignment)
{
  const WgPerson *person = wg_people_get_person (wg_plan_get_people (plan), assignment->person);
  const WgGrid *grid = wg_plan_get_grid (plan, assignment->grid);
  g_autofree char *role = wg_words_assignment (assignment);
  g_autofree char *path = NULL;

  if (person == NULL || grid == NULL)
    return;
  path = wg_words_grid_path (plan, grid->id);
  wg_sheet_begin_row (sheet);
  wg_sheet_add_text (sheet, person->phone);
  wg_sheet_add_text (sheet, person->name);
  wg_sheet_add_text (sheet, role);
  wg_sheet_add_text (sheet, grid->code);
  wg_sheet_add_text (sheet, path);
  wg_sheet_add_text (sheet, assignment->part);
  wg_sheet_add_text (sheet, person->employer);
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
  WgSheet *sheet;
  GHashTable *calls; /* phone -> Call */
  GPtrArray *phones; /* in the order that they came */
} Making;

static void
add_contact_cb (const WgAssignment *assignment, gpointer user_data)
{
  Making *making = user_data;

  add_contact (making->sheet, making->plan, assignment);
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

char *
wg_words_find_place (WgPlan *plan, const WgFindHit *hit, const WgWhen *when)
{
  g_autoptr (GArray) posts = NULL;
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

      g_string_append_printf (text, "%s%s", i > 0 ? "、" : "", words);
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

char *
wg_words_leader (WgPlan *plan, guint32 grid, const WgWhen *when)
{
  guint32 of = 0;
  const WgAssignment *leader = wg_contact_find_leader (plan, grid, when, &of);
  const WgPerson *person
    = leader != NULL ? wg_people_get_person (wg_plan_get_people (plan), leader->person) : NULL;
  const char *phone = NULL;
  g_autofree char *whose = NULL;

  if (person == NULL)
    return g_strdup (_ ("No leader"));
  phone = *person->phone != '\0' ? person->phone : _ ("(no phone)");
  if (of == grid)
    return g_strdup_printf ("%s %s", person->name, phone);
  whose = wg_words_grid (plan, of);
  /* Translators: name, phone, and the grid above whose leader it is */
  return g_strdup_printf (_ ("%s %s (of %s)"), person->name, phone, whose);
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
          append_person (out, people, leader);
        }
      id = parent->parent;
    }
  return g_string_free (out, FALSE);
}

WgSheet *
wg_contact_sheet (WgPlan *plan, const GArray *grids, const WgWhen *when)
{
  static const char *const headings[]
    = { N_ ("Phone"), N_ ("Full name"), N_ ("Role"), N_ ("Code"), N_ ("Grid"), N_ ("Part"), N_ ("Employer") };
  WgSheet *sheet = wg_sheet_new (_ ("Contact List"));
  Making making = { plan, sheet, NULL, NULL };

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
  Making making = { plan, sheet, calls, phones };

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
