/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-people-answer"

#include "wg-people-answer.h"

#include "../../app/base/wg-text-query.h"
#include "../../app/cli/wg-words-staff.h"
#include "../../app/cli/wg-words.h"
#include "../../app/plan/wg-staffing.h"

#include <glib/gi18n.h>
#include <string.h>

#define ROWS_PER_LOOK 1024

struct _WgPeopleWork
{
  guint stamp;
  WgDay day;
  WgTextPack *pack; /* (nullable): a row per id, empty for those that are not there */
  gint *pack_refs;  /* of the pack, that works share */
  WgPeopleColumn column;
  GArray *order;    /* of Place, ascending */
};

/* Somebody in the order; @group is the same for all that come to the same. */
typedef struct
{
  guint32 id;
  guint32 group;
} Place;

typedef struct
{
  guint32 id;
  char *key;
} Row;

WgPersonState
wg_person_get_state (const WgPeople *people, const WgPerson *person, WgDay day)
{
  guint n = 0;
  const guint32 *ids = wg_people_list_person (people, person->id, &n);

  if (!person->is_active)
    return WG_PERSON_LEFT;
  if (wg_people_find_leave (people, person->id, day) != NULL)
    return WG_PERSON_AWAY;
  for (guint i = 0; i < n; i++)
    if (wg_people_holds (people, wg_people_get_assignment (people, ids[i]), day))
      return WG_PERSON_ANSWERS;
  return WG_PERSON_FREE;
}

char *
wg_person_get_places (WgPlan *plan, guint32 person, WgDay day)
{
  const WgPeople *people = wg_plan_get_people (plan);
  GString *text = g_string_new (NULL);
  guint n = 0;
  const guint32 *ids = wg_people_list_person (people, person, &n);

  for (guint i = 0; i < n; i++)
    {
      const WgAssignment *assignment = wg_people_get_assignment (people, ids[i]);
      g_autofree char *grid = NULL;
      g_autofree char *role = NULL;

      if (!wg_people_holds (people, assignment, day))
        continue;
      grid = wg_words_grid_in_full (plan, assignment->grid);
      role = wg_words_assignment (assignment);
      /* Translators: between two grids that somebody answers for */
      g_string_append (text, text->len > 0 ? _("; ") : "");
      g_string_append_printf (text, "%s · %s", grid, role);
    }
  return g_string_free (text, FALSE);
}

static gboolean
is_shown (const WgPeopleQuestion *question, const WgPeople *people, const WgPerson *person)
{
  switch (question->show)
    {
    case WG_PEOPLE_SHOW_FREE:
      return wg_person_get_state (people, person, question->day) == WG_PERSON_FREE;
    case WG_PEOPLE_SHOW_AWAY:
      return wg_person_get_state (people, person, question->day) == WG_PERSON_AWAY;
    case WG_PEOPLE_SHOW_NO_PHONE:
      return person->is_active && !wg_phone_is_good (person->phone);
    case WG_PEOPLE_SHOW_LEFT:
      return !person->is_active;
    case WG_PEOPLE_SHOW_ACTIVE:
      return person->is_active;
    default:
      return TRUE;
    }
}

static char *
make_key (const WgPeopleQuestion *question, const WgPeople *people, const WgPerson *person)
{
  g_autofree char *text = NULL;

  switch (question->column)
    {
    case WG_PEOPLE_COLUMN_PHONE:
      return g_strdup (person->phone);
    case WG_PEOPLE_COLUMN_PLACES:
      text = wg_person_get_places (question->plan, person->id, question->day);
      return g_utf8_collate_key (text, -1);
    case WG_PEOPLE_COLUMN_POST:
      return g_strdup_printf ("%u", person->post_type);
    case WG_PEOPLE_COLUMN_EMPLOYER:
      return g_utf8_collate_key (person->employer, -1);
    case WG_PEOPLE_COLUMN_STATE:
      return g_strdup_printf ("%u", wg_person_get_state (people, person, question->day));
    default:
      return g_utf8_collate_key (person->name, -1);
    }
}

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  const Row *x = a, *y = b;
  int order = strcmp (x->key, y->key);

  return order != 0 ? order : (x->id > y->id) - (x->id < y->id);
}

static void
clear_row (gpointer data)
{
  g_free (((Row *) data)->key);
}

/* NULL when cancelled. */
static GArray *
make_order (const WgPeopleQuestion *question, const WgPeople *people, GCancellable *cancellable)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (Row));
  GArray *order = NULL;
  guint32 limit = wg_people_limit (people, WG_STAFF_PERSON), group = 0;

  g_array_set_clear_func (rows, clear_row);
  for (guint32 id = 1; id < limit; id++)
    {
      const WgPerson *person = wg_people_get_person (people, id);
      Row row = { .id = id };

      if (id % ROWS_PER_LOOK == 0 && g_cancellable_is_cancelled (cancellable))
        return NULL;
      if (person == NULL)
        continue;
      row.key = make_key (question, people, person);
      g_array_append_val (rows, row);
    }
  g_array_sort (rows, compare_rows);
  order = g_array_sized_new (FALSE, FALSE, sizeof (Place), rows->len);
  for (guint i = 0; i < rows->len; i++)
    {
      const Row *row = &g_array_index (rows, Row, i);
      Place place = { row->id, group };

      if (i > 0 && strcmp (row->key, g_array_index (rows, Row, i - 1).key) != 0)
        place.group = ++group;
      g_array_append_val (order, place);
    }
  return order;
}

/* NULL when cancelled. */
static WgTextPack *
make_pack (const WgPeopleQuestion *question, const WgPeople *people, GCancellable *cancellable)
{
  guint32 limit = wg_people_limit (people, WG_STAFF_PERSON);
  g_autoptr (WgTextPack) pack = wg_text_pack_new (limit);

  for (guint32 id = 0; id < limit; id++)
    {
      const WgPerson *person = id > 0 ? wg_people_get_person (people, id) : NULL;
      g_autofree char *places
        = person != NULL ? wg_person_get_places (question->plan, id, question->day) : NULL;
      const char *fields[] = { person != NULL ? person->name : "", person != NULL ? person->phone : "",
                               person != NULL ? person->employer : "", places != NULL ? places : "" };

      if (id % ROWS_PER_LOOK == 0 && g_cancellable_is_cancelled (cancellable))
        return NULL;
      wg_text_pack_add (pack, fields, G_N_ELEMENTS (fields), G_N_ELEMENTS (fields));
    }
  return g_steal_pointer (&pack);
}

static void
take_pack (WgPeopleWork *work, const WgPeopleWork *from)
{
  if (from->pack == NULL)
    return;
  work->pack = from->pack;
  work->pack_refs = from->pack_refs;
  g_atomic_int_inc (work->pack_refs);
}

static void
clear_work (gpointer data)
{
  WgPeopleWork *work = data;

  g_clear_pointer (&work->order, g_array_unref);
  if (work->pack != NULL && g_atomic_int_dec_and_test (work->pack_refs))
    {
      wg_text_pack_free (work->pack);
      g_free (work->pack_refs);
    }
}

static gboolean
serves (const WgPeopleWork *work, const WgPeopleQuestion *question)
{
  return work != NULL && work->stamp == question->stamp && work->day == question->day;
}

/* Puts a work in the place of *@work that serves for the question. FALSE when cancelled. */
static gboolean
prepare (const WgPeopleQuestion *question, gboolean searches, WgPeopleWork **work,
         GCancellable *cancellable)
{
  const WgPeople *people = wg_plan_get_people (question->plan);
  WgPeopleWork *old = serves (*work, question) ? *work : NULL;
  g_autoptr (WgPeopleWork) fresh = NULL;

  if (old != NULL && old->column == question->column && (old->pack != NULL || !searches))
    return TRUE;
  fresh = g_atomic_rc_box_new0 (WgPeopleWork);
  fresh->stamp = question->stamp;
  fresh->day = question->day;
  fresh->column = question->column;
  if (old != NULL)
    take_pack (fresh, old);
  if (fresh->pack == NULL && searches)
    {
      fresh->pack = make_pack (question, people, cancellable);
      if (fresh->pack == NULL)
        return FALSE;
      fresh->pack_refs = g_new (gint, 1);
      *fresh->pack_refs = 1;
    }
  fresh->order = old != NULL && old->column == question->column
                   ? g_array_ref (old->order)
                   : make_order (question, people, cancellable);
  if (fresh->order == NULL)
    return FALSE;
  g_clear_pointer (work, wg_people_work_unref);
  *work = g_steal_pointer (&fresh);
  return TRUE;
}

/* (nullable): by id, whether the text is found there. */
static guint8 *
find_hits (WgTextQuery *query, const WgTextPack *pack, guint limit, GCancellable *cancellable)
{
  g_autoptr (GArray) hits = g_array_new (FALSE, FALSE, sizeof (WgTextHit));
  guint8 *is_hit = g_new0 (guint8, limit + 1);
  guint n_found[2] = { 0, 0 };

  wg_text_query_scan (query, pack, limit, hits, NULL, n_found, cancellable);
  for (guint i = 0; i < hits->len; i++)
    is_hit[g_array_index (hits, WgTextHit, i).row] = TRUE;
  return is_hit;
}

/* From the end, group by group: within each the order of ids stays. */
static void
turn_round (GArray *places)
{
  g_autoptr (GArray) turned = g_array_sized_new (FALSE, FALSE, sizeof (Place), places->len);
  guint end = places->len;

  while (end > 0)
    {
      guint begin = end - 1;

      while (begin > 0
             && g_array_index (places, Place, begin - 1).group == g_array_index (places, Place, end - 1).group)
        begin--;
      g_array_append_vals (turned, &g_array_index (places, Place, begin), end - begin);
      end = begin;
    }
  memcpy (places->data, turned->data, places->len * sizeof (Place));
}

WgPeopleWork *
wg_people_work_ref (WgPeopleWork *work)
{
  return g_atomic_rc_box_acquire (work);
}

void
wg_people_work_unref (WgPeopleWork *work)
{
  g_atomic_rc_box_release_full (work, clear_work);
}

GArray *
wg_people_answer (const WgPeopleQuestion *question, WgPeopleWork **work, GCancellable *cancellable)
{
  const WgPeople *people = wg_plan_get_people (question->plan);
  g_autoptr (WgTextQuery) query = wg_text_query_new (question->text != NULL ? question->text : "");
  gboolean searches = !wg_text_query_is_empty (query);
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (Place));
  g_autofree guint8 *is_hit = NULL;
  GArray *ids = NULL;

  if (!prepare (question, searches, work, cancellable))
    return NULL;
  if (searches)
    is_hit = find_hits (query, (*work)->pack, wg_people_limit (people, WG_STAFF_PERSON), cancellable);
  for (guint i = 0; i < (*work)->order->len; i++)
    {
      const Place *place = &g_array_index ((*work)->order, Place, i);

      if ((is_hit == NULL || is_hit[place->id])
          && is_shown (question, people, wg_people_get_person (people, place->id)))
        g_array_append_vals (places, place, 1);
    }
  if (question->is_descending)
    turn_round (places);
  if (g_cancellable_is_cancelled (cancellable))
    return NULL;
  ids = g_array_sized_new (FALSE, FALSE, sizeof (guint32), places->len);
  for (guint i = 0; i < places->len; i++)
    g_array_append_val (ids, g_array_index (places, Place, i).id);
  return ids;
}
