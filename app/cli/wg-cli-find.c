/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-cli"

#include "wg-cli-private.h"
#include "wg-contact-words.h"
#include "wg-words.h"

#include <glib/gi18n.h>

#define DEFAULT_LIMIT 10
#define MAX_LIMIT 10000

static int option_limit = DEFAULT_LIMIT;
static gboolean option_json;

static const GOptionEntry options[] = {
  { "limit", 'n', 0, G_OPTION_ARG_INT, &option_limit, N_ ("At most so many of each kind"), N_ ("N") },
  { "json", 0, 0, G_OPTION_ARG_NONE, &option_json, N_ ("Print what was found as JSON"), NULL },
  { NULL },
};

static const char *const keys[WG_FIND_N_KINDS] = { "grids", "people", "addresses", "places", "coordinates" };

static const char *const nearness_words[] = { "exact", "same", "part", "around", "between", "next" };
static const char *const datum_words[] = { "wgs84", "gcj02", "bd09" };

/* All grids in which a person has a role. */
static void
write_posts (WgJson *json, WgPlan *plan, guint32 person, const WgWhen *when)
{
  g_autoptr (GArray) posts = wg_find_posts (plan, person, when);

  wg_json_begin_array (json, "grids");
  for (guint i = 0; i < posts->len; i++)
    {
      const WgGrid *grid = wg_plan_get_grid (plan, g_array_index (posts, guint32, i));

      wg_json_begin_object (json, NULL);
      wg_json_string (json, "code", grid->code);
      wg_json_string (json, "name", grid->name);
      wg_json_end_object (json);
    }
  wg_json_end_array (json);
}

static void
write_grid (WgJson *json, WgPlan *plan, guint32 id, const WgWhen *when)
{
  const WgGrid *grid = wg_plan_get_grid (plan, id);
  guint32 of = 0;
  const WgAssignment *leader = wg_contact_find_leader (plan, id, when, &of);
  const WgPerson *person
    = leader != NULL ? wg_people_get_person (wg_plan_get_people (plan), leader->person) : NULL;

  if (grid == NULL)
    return;
  wg_json_begin_object (json, "grid");
  wg_json_string (json, "code", grid->code);
  wg_json_string (json, "name", grid->name);
  wg_json_string (json, "level", wg_words_level (plan, grid));
  wg_json_begin_array (json, "parents");
  for (guint32 parent = grid->parent; parent != 0;)
    {
      const WgGrid *row = wg_plan_get_grid (plan, parent);

      wg_json_begin_object (json, NULL);
      wg_json_string (json, "code", row->code);
      wg_json_string (json, "name", row->name);
      wg_json_end_object (json);
      parent = row->parent;
    }
  wg_json_end_array (json);
  if (person != NULL)
    {
      const WgGrid *whose = wg_plan_get_grid (plan, of);

      wg_json_begin_object (json, "leader");
      wg_json_string (json, "name", person->name);
      wg_json_string (json, "phone", person->phone);
      wg_json_string (json, "of", whose->code);
      wg_json_end_object (json);
    }
  wg_json_end_object (json);
}

static void
write_hit (WgJson *json, WgPlan *plan, const WgFindHit *hit, const WgWhen *when)
{
  double longitude = 0, latitude = 0, easting = 0, northing = 0;
  g_autofree char *title = wg_words_find_hit (plan, hit);

  wg_json_begin_object (json, NULL);
  wg_json_string (json, "title", title);
  wg_json_string (json, "detail", hit->detail);
  if (hit->kind == WG_FIND_ADDRESS)
    wg_json_string (json, "match", nearness_words[hit->nearness]);
  if (hit->nearness == WG_NEAR_BETWEEN)
    {
      wg_json_string (json, "low", hit->low);
      wg_json_string (json, "high", hit->high);
    }
  if (hit->kind == WG_FIND_COORDINATE)
    wg_json_string (json, "datum", datum_words[hit->datum]);
  if (hit->kind == WG_FIND_PERSON)
    write_posts (json, plan, hit->id, when);
  if (hit->kind != WG_FIND_GRID && hit->kind != WG_FIND_PERSON && wg_plan_get_frame (plan) != NULL)
    {
      wg_frame_to_metres (wg_plan_get_frame (plan), hit->point, &easting, &northing);
      wg_json_double (json, "easting", easting, 3);
      wg_json_double (json, "northing", northing, 3);
      if (wg_frame_to_degrees (wg_plan_get_frame (plan), hit->point, &longitude, &latitude))
        {
          wg_json_double (json, "longitude", longitude, 8);
          wg_json_double (json, "latitude", latitude, 8);
        }
    }
  write_grid (json, plan, hit->grid, when);
  wg_json_end_object (json);
}

static void
print_json (WgPlan *plan, const WgFound *found, const WgWhen *when)
{
  WgJson *json = wg_json_new ();

  wg_json_begin_object (json, NULL);
  for (guint kind = 0; kind < WG_FIND_N_KINDS; kind++)
    {
      wg_json_begin_object (json, keys[kind]);
      wg_json_int (json, "found", found->n_found[kind]);
      wg_json_begin_array (json, "hits");
      for (guint i = 0; i < found->hits[kind]->len; i++)
        write_hit (json, plan, g_ptr_array_index (found->hits[kind], i), when);
      wg_json_end_array (json);
      wg_json_end_object (json);
    }
  wg_json_end_object (json);
  wg_cli_print_json (json);
}

static void
print_hit (WgPlan *plan, const WgFindHit *hit, const WgWhen *when)
{
  g_autofree char *title = wg_words_find_hit (plan, hit);
  g_autofree char *detail = wg_words_find_detail (hit);
  g_autofree char *path = wg_words_find_place (plan, hit, when);
  g_autofree char *leader = hit->grid != 0 && hit->kind != WG_FIND_PERSON ? wg_words_leader (plan, hit->grid, when) : g_strdup ("");

  g_print ("  %s%s%s\n", title, detail != NULL ? "  " : "", detail != NULL ? detail : "");
  g_print ("    %s%s%s\n", path, *leader != '\0' ? "  " : "", leader);
}

static void
print_text (WgPlan *plan, const WgFound *found, const WgWhen *when)
{
  for (guint kind = 0; kind < WG_FIND_N_KINDS; kind++)
    {
      if (found->hits[kind]->len == 0)
        continue;
      g_print ("%s\n", wg_words_find_kind ((WgFindKind) kind));
      for (guint i = 0; i < found->hits[kind]->len; i++)
        print_hit (plan, g_ptr_array_index (found->hits[kind], i), when);
      if (found->n_found[kind] > found->hits[kind]->len)
        g_print (_ ("  … and %u more\n"), found->n_found[kind] - found->hits[kind]->len);
    }
}

/* Exit code 1: nothing was found. */
int
wg_cli_find (int argc, char **argv)
{
  const WgCliUsage usage = { "P.wangge TEXT",
                             _ ("Find grids by code or name, people by name or phone, addresses, places and "
                                "coordinates, with the grid that they are in and who answers for it. Letters "
                                "find Chinese names by pinyin: lbt, liubeitang."),
                             options, 2, 2, FALSE };
  WgWhen when = { 0 };
  WgFindJob *job = NULL;
  g_autoptr (WgFinder) finder = wg_finder_new ();
  g_autoptr (WgProject) project = NULL;
  g_autoptr (WgFound) found = NULL;
  g_autoptr (GError) error = NULL;

  if (!wg_cli_parse (&usage, &argc, &argv))
    return WG_CLI_USAGE;
  if (option_limit < 1 || option_limit > MAX_LIMIT)
    return wg_cli_wrong_usage (_ ("--limit is between 1 and %d"), MAX_LIMIT);
  project = wg_cli_open (argv[1], TRUE, &error);
  if (project == NULL)
    return wg_cli_refuse (error);
  when = wg_when_now ();
  job = wg_finder_begin (finder, wg_project_get_plan (project), argv[2], (guint) option_limit);
  wg_find_job_run (job, NULL);
  found = wg_finder_finish (finder, job, wg_project_get_plan (project), &when);
  if (option_json)
    print_json (wg_project_get_plan (project), found, &when);
  else if (wg_found_get_best (found) != NULL)
    print_text (wg_project_get_plan (project), found, &when);
  else
    g_print (_ ("Nothing was found\n"));
  return wg_cli_close (project, wg_found_get_best (found) != NULL ? WG_CLI_OK : WG_CLI_REFUSED);
}
