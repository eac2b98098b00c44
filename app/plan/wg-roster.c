/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-roster"

#include "wg-roster-private.h"

#include "wg-people-commands.h"
#include "wg-plan.h"
#include "wg-staffing.h"
#include "wg-commands.h"

#include <string.h>

#define MAX_UNITS_ABOVE 2

/* Somebody whom a row may mean: known to the plan, or new in this roster. */
typedef struct
{
  guint32 person; /* 0: new */
  guint number;   /* of a new one, from 1 */
  const char *name;
  const char *phone;
} Candidate;

/* While it is made. */
typedef struct
{
  WgRoster *self;
  WgRosterGrids *grids;
  GHashTable *by_name;  /* name -> GArray of Candidate */
  GHashTable *seen;     /* "person grid role": items that stand already */
  GArray *found;        /* scratch */
} Making;

static const char *
keep (WgRoster *self, const char *text)
{
  return g_string_chunk_insert_const (self->texts, text != NULL ? text : "");
}

/* One line. */
static const char *
keep_line (WgRoster *self, const char *text)
{
  g_autofree char *line = g_strdelimit (g_strdup (text), "\n", ' ');

  return keep (self, line);
}

/* Several numbers of a cell; blanks part them only where the whole is none. (transfer full) */
static char **
split_phones (const char *cell)
{
  g_auto (GStrv) pieces = g_regex_split_simple ("[、,;/|，；\n]", cell, 0, 0);
  gboolean is_good = FALSE;
  g_autofree char *whole = wg_phone_tidy (cell, &is_good);

  if (is_good)
    return g_strdupv ((char *[]){ (char *) cell, NULL });
  return g_strv_length (pieces) > 1 ? g_steal_pointer (&pieces) : wg_roster_split (cell);
}

static const char *
get_cell (const WgRosterTable *table, guint row, WgRosterMeaning meaning, guint group)
{
  const char *fallback = "";

  for (guint i = 0; i < table->columns->len; i++)
    {
      const WgRosterColumn *column = g_ptr_array_index (table->columns, i);
      const char *cell = ((char **) g_ptr_array_index (table->rows, row))[i];

      if (column->meaning != meaning || cell[0] == '\0')
        continue;
      if (column->group == group || group == 0)
        return cell;
      if (column->group == 0)
        fallback = cell; /* stands before all names: counts for each */
    }
  return fallback;
}

static void
add_candidate (Making *making, const Candidate *candidate)
{
  GArray *list = g_hash_table_lookup (making->by_name, candidate->name);

  if (list == NULL)
    {
      list = g_array_new (FALSE, FALSE, sizeof (Candidate));
      g_hash_table_insert (making->by_name, (gpointer) candidate->name, list);
    }
  g_array_append_val (list, *candidate);
}

static void
add_known_people (Making *making)
{
  const WgPeople *people = making->self->people;

  for (guint32 id = 1; id < wg_people_limit (people, WG_STAFF_PERSON); id++)
    {
      const WgPerson *person = wg_people_get_person (people, id);
      Candidate candidate = { id, 0, person != NULL ? person->name : NULL,
                              person != NULL ? person->phone : NULL };

      if (person != NULL)
        add_candidate (making, &candidate);
    }
}

static gboolean
works_in (const WgRoster *self, const Candidate *candidate, guint32 grid)
{
  guint n = 0;
  const guint32 *ids = wg_people_list_person (self->people, candidate->person, &n);

  if (grid == 0 || candidate->person == 0) /* two of a name in one roster have different phones: they are two */
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (wg_people_get_assignment (self->people, ids[i])->grid == grid)
      return TRUE;
  return FALSE;
}

/* The one of that name whom the row means; %NULL: somebody new. */
static const Candidate *
find_candidate (Making *making, WgRosterItem *item)
{
  const GArray *list = g_hash_table_lookup (making->by_name, item->name);
  const Candidate *by_place = NULL, *loose = NULL;
  guint n_places = 0, n_loose = 0, n = list != NULL ? list->len : 0;

  for (guint i = 0; i < n; i++)
    {
      const Candidate *one = &g_array_index (list, Candidate, i);

      if (item->phone[0] != '\0' && g_str_equal (one->phone, item->phone))
        return one;
      if (works_in (making->self, one, item->grid))
        {
          by_place = one;
          n_places++;
        }
      if (item->phone[0] == '\0' || one->phone[0] == '\0')
        {
          loose = one;
          n_loose++;
        }
    }
  if (n_places == 1)
    return by_place;
  if (n_loose == 1)
    return loose;
  if (n_places > 1 || n_loose > 1)
    item->reasons |= WG_ROSTER_PERSON_AMBIGUOUS;
  else if (n > 0)
    item->reasons |= WG_ROSTER_SAME_NAME;
  return NULL;
}

static void
find_person (Making *making, WgRosterItem *item)
{
  const Candidate *one = find_candidate (making, item);
  Candidate fresh = { 0 };

  if (one != NULL)
    {
      item->person = one->person;
      item->new_person = one->number;
      if (one->person == 0)
        item->reasons |= WG_ROSTER_TWICE;
      return;
    }
  if (item->reasons & WG_ROSTER_PERSON_AMBIGUOUS)
    return;
  item->new_person = ++making->self->n_new_people;
  fresh = (Candidate){ 0, item->new_person, item->name, item->phone };
  add_candidate (making, &fresh);
}

/* The phone as it is kept, and what had to be done to it. */
static void
read_phone (WgRoster *self, WgRosterItem *item, const char *cell)
{
  gboolean is_good = FALSE;
  g_autofree char *phone = wg_phone_tidy (cell, &is_good);
  g_autofree char *with_zero = g_strconcat ("0", phone, NULL);

  item->phone = keep (self, phone);
  if (cell[0] == '\0')
    item->reasons |= WG_ROSTER_PHONE_MISSING;
  else if (strpbrk (cell, "eE") != NULL && !is_good && g_ascii_isdigit (cell[0]))
    {
      item->phone = "";
      item->reasons |= WG_ROSTER_PHONE_LOST;
    }
  else if (!is_good && strlen (phone) >= 9 && strlen (phone) <= 12 && phone[0] != '1' && wg_phone_is_good (with_zero))
    {
      item->phone = keep (self, with_zero);
      item->reasons |= WG_ROSTER_ZERO_LOST;
    }
  else if (!is_good)
    item->reasons |= WG_ROSTER_PHONE_BAD;
  else if (!g_str_equal (cell, phone))
    item->reasons |= WG_ROSTER_PHONE_MENDED;
}

static WgDay
read_day (WgRosterItem *item, const char *cell)
{
  WgDay day = wg_day_from_text (cell);

  if (day == WG_DAY_NONE && cell[0] != '\0' && strstr (cell, "今") == NULL && strstr (cell, "长期") == NULL)
    item->reasons |= WG_ROSTER_BAD_DAY;
  return day;
}

/* Of several grids the one whose leader the row tells. */
static guint32
choose_by_leader (Making *making, const char *leader)
{
  const WgRoster *self = making->self;
  WgWhen when = { self->options.day, (WgMode) self->options.mode };
  guint32 chosen = 0;

  if (leader[0] == '\0')
    return 0;
  for (guint i = 0; i < making->found->len; i++)
    {
      guint32 id = g_array_index (making->found, guint32, i);
      const WgAssignment *post = wg_people_find_leader (self->people, id, &when);

      if (post == NULL || !g_str_equal (wg_people_get_person (self->people, post->person)->name, leader))
        continue;
      if (chosen != 0)
        return 0;
      chosen = id;
    }
  return chosen;
}

/* The grid that the leader of that name leads, when the row names none. */
static guint32
find_led_grid (Making *making, const char *leader)
{
  const GArray *list = leader[0] != '\0' ? g_hash_table_lookup (making->by_name, leader) : NULL;
  guint32 found = 0;

  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      const Candidate *one = &g_array_index (list, Candidate, i);
      guint n = 0;
      const guint32 *ids = wg_people_list_person (making->self->people, one->person, &n);

      for (guint k = 0; k < n; k++)
        {
          const WgAssignment *post = wg_people_get_assignment (making->self->people, ids[k]);

          if (post->role != WG_ROLE_LEADER || post->deputy_of != 0 || post->grid == found)
            continue;
          if (found != 0)
            return 0;
          found = post->grid;
        }
    }
  return found;
}

static void
judge_found (Making *making, WgRosterItem *item, const char *leader)
{
  guint32 chosen = 0;

  if (making->found->len == 1)
    {
      item->grid = g_array_index (making->found, guint32, 0);
      return;
    }
  chosen = making->found->len > 1 ? choose_by_leader (making, leader) : find_led_grid (making, leader);
  if (chosen != 0)
    {
      item->grid = chosen;
      item->reasons |= WG_ROSTER_BY_LEADER;
    }
  else
    item->reasons |= making->found->len > 1 ? WG_ROSTER_GRID_AMBIGUOUS : WG_ROSTER_GRID_UNKNOWN;
}

/* One grid that a row names: @name, or (empty) what stands above it. */
static void
find_grid (Making *making, guint row, const char *name, WgRosterItem *item)
{
  const WgRosterTable *table = making->self->table;
  const char *above[MAX_UNITS_ABOVE] = { get_cell (table, row, WG_ROSTER_STREET, 0),
                                         get_cell (table, row, WG_ROSTER_COMMUNITY, 0) };
  const char *leader = get_cell (table, row, WG_ROSTER_LEADER, 0);
  g_autoptr (GString) text = g_string_new (NULL);
  guint n = MAX_UNITS_ABOVE;

  for (guint i = 0; i < MAX_UNITS_ABOVE; i++)
    if (above[i][0] != '\0')
      g_string_append_printf (text, "%s%s", text->len > 0 ? "/" : "", above[i]);
  if (name[0] != '\0')
    g_string_append_printf (text, "%s%s", text->len > 0 ? "/" : "", name);
  item->grid_text = keep (making->self, text->str);
  g_array_set_size (making->found, 0);
  if (name[0] == '\0')
    {
      item->reasons |= WG_ROSTER_NO_GRID;
      while (n > 0 && above[n - 1][0] == '\0')
        n--;
      name = n > 0 ? above[--n] : "";
    }
  if (name[0] == '\0')
    {
      item->grid = find_led_grid (making, leader);
      if (item->grid != 0)
        item->reasons = (item->reasons & ~WG_ROSTER_NO_GRID) | WG_ROSTER_BY_LEADER;
      return;
    }
  wg_roster_grids_find (making->grids, name, above, n, making->found);
  judge_found (making, item, leader);
}

/* The assignment that the item already has, and whether somebody else leads the grid. */
static void
compare_assignments (WgRoster *self, WgRosterItem *item)
{
  guint n = 0;
  const guint32 *ids = wg_people_list_grid (self->people, item->grid, &n);

  item->assignment = 0;
  item->reasons &= ~WG_ROSTER_SECOND_LEADER;
  for (guint i = 0; i < n; i++)
    {
      const WgAssignment *post = wg_people_get_assignment (self->people, ids[i]);

      if (post->mode != self->options.mode || post->deputy_of != 0
          || !wg_assignment_has_role (post, item->role, item->title)
          || (post->to != WG_DAY_NONE && self->options.day != WG_DAY_NONE && post->to < self->options.day))
        continue;
      if (post->person == item->person && item->person != 0)
        item->assignment = post->id;
      else if (item->role == WG_ROLE_LEADER && !self->options.replaces)
        item->reasons |= WG_ROSTER_SECOND_LEADER;
    }
}

gboolean
wg_roster_has_news (const WgPerson *person, const WgRosterItem *item)
{
  return (item->phone[0] != '\0' && !g_str_equal (item->phone, person->phone))
         || (item->employer[0] != '\0' && !g_str_equal (item->employer, person->employer))
         || (item->note[0] != '\0' && !g_str_equal (item->note, person->note))
         || (item->post_type != 0 && item->post_type != person->post_type) || !person->is_active;
}

static gboolean
has_other_terms (const WgRoster *self, const WgRosterItem *item)
{
  const WgAssignment *post = wg_people_get_assignment (self->people, item->assignment);

  return (item->from != WG_DAY_NONE && item->from != post->from) || (item->to != WG_DAY_NONE && item->to != post->to)
         || (item->part[0] != '\0' && !g_str_equal (item->part, post->part));
}

static void
judge_item (WgRoster *self, WgRosterItem *item)
{
  const WgPerson *person = wg_people_get_person (self->people, item->person);

  if (item->grid != 0)
    compare_assignments (self, item);
  if (item->reasons & WG_ROSTER_NO_NAME)
    item->state = WG_ROSTER_REJECTED;
  else if (item->reasons & (WG_ROSTER_GRID_AMBIGUOUS | WG_ROSTER_PERSON_AMBIGUOUS))
    item->state = WG_ROSTER_AMBIGUOUS;
  else if (item->reasons & WG_ROSTER_GRID_UNKNOWN)
    item->state = WG_ROSTER_UNKNOWN_GRID;
  else if (person == NULL || (item->grid != 0 && item->assignment == 0))
    item->state = WG_ROSTER_NEW;
  else if (wg_roster_has_news (person, item) || (item->assignment != 0 && has_other_terms (self, item)))
    item->state = WG_ROSTER_CHANGED;
  else
    item->state = WG_ROSTER_SAME;
}

/* The same person in the same role of the same grid stands above already. */
static gboolean
is_repeat (Making *making, const WgRosterItem *item)
{
  g_autofree char *key = g_strdup_printf ("%u %u %u %u %s %s", item->person, item->new_person, item->grid,
                                          item->role, item->title, item->part);

  if (item->grid == 0 || !g_hash_table_contains (making->seen, key))
    {
      g_hash_table_add (making->seen, g_steal_pointer (&key));
      return FALSE;
    }
  return TRUE;
}

static void
add_item (Making *making, guint row, const WgRosterItem *person, const char *grid)
{
  WgRoster *self = making->self;
  WgRosterItem item = *person;
  gboolean is_taken = TRUE;

  find_grid (making, row, grid, &item);
  find_person (making, &item);
  judge_item (self, &item);
  if (is_repeat (making, &item))
    {
      item.reasons |= WG_ROSTER_TWICE;
      item.state = WG_ROSTER_SAME;
      is_taken = FALSE;
    }
  g_array_append_val (self->items, item);
  g_array_append_val (self->taken, is_taken);
}

static void
add_person (Making *making, guint row, WgRosterItem *person)
{
  const WgRosterTable *table = making->self->table;
  const char *code = get_cell (table, row, WG_ROSTER_GRID_CODE, 0);
  const char *name = get_cell (table, row, WG_ROSTER_GRID, 0);
  g_auto (GStrv) codes = wg_roster_split (code);
  g_auto (GStrv) grids = NULL;

  /* Codes that are known say more than names. */
  for (guint i = 0; codes[i] != NULL; i++)
    {
      g_autofree char *plain = g_str_has_suffix (codes[i], ".0") ? g_strndup (codes[i], strlen (codes[i]) - 2)
                                                                 : g_strdup (codes[i]);

      if (wg_plan_find_code (making->self->plan, plain) == NULL && name[0] != '\0')
        continue;
      add_item (making, row, person, plain);
      name = "";
    }
  if (name[0] == '\0' && codes[0] != NULL)
    return;
  grids = wg_roster_grids_expand (name);
  if (grids[0] == NULL)
    add_item (making, row, person, "");
  for (guint i = 0; grids[i] != NULL; i++)
    add_item (making, row, person, grids[i]);
}

static void
set_role (WgRoster *self, WgRosterItem *item, const WgRosterColumn *column, const char *cell)
{
  WgPostType post = WG_POST_UNKNOWN;

  if (column->has_role)
    {
      item->role = column->role;
      item->title = keep (self, column->title);
      item->post_type = item->post_type != 0 ? item->post_type : column->post_type;
      return;
    }
  item->role = cell[0] != '\0' ? wg_role_from_text (cell, &post) : WG_ROLE_WORKER;
  item->title = keep (self, item->role == WG_ROLE_OTHER ? cell : "");
  item->post_type = item->post_type != 0 ? item->post_type : post;
}

/* The people of one column of names. */
static guint
read_group (Making *making, guint row, const WgRosterColumn *column, const char *cell)
{
  WgRoster *self = making->self;
  const WgRosterTable *table = self->table;
  g_auto (GStrv) names = wg_roster_split (cell);
  const char *phone_cell = get_cell (table, row, WG_ROSTER_PHONE, column->group);
  g_auto (GStrv) phones = split_phones (phone_cell);
  guint n = g_strv_length (names), n_phones = g_strv_length (phones);
  guint number = g_array_index (table->row_numbers, guint, row);

  for (guint i = 0; i < n; i++)
    {
      WgRosterItem item = { .row = number, .name = keep (self, names[i]) };

      if (g_hash_table_contains (table->identities, GUINT_TO_POINTER (number)))
        item.reasons |= WG_ROSTER_IDENTITY;
      item.employer = keep_line (self, get_cell (table, row, WG_ROSTER_EMPLOYER, column->group));
      item.note = keep_line (self, get_cell (table, row, WG_ROSTER_NOTE, column->group));
      item.part = keep_line (self, get_cell (table, row, WG_ROSTER_PART, column->group));
      item.post_type = wg_post_type_from_text (get_cell (table, row, WG_ROSTER_POST, column->group));
      item.from = read_day (&item, get_cell (table, row, WG_ROSTER_FROM, column->group));
      item.to = read_day (&item, get_cell (table, row, WG_ROSTER_TO, column->group));
      if (item.from != WG_DAY_NONE && item.to != WG_DAY_NONE && item.to < item.from)
        {
          item.to = WG_DAY_NONE;
          item.reasons |= WG_ROSTER_BAD_DAY;
        }
      read_phone (self, &item, n == 1 && n_phones != 1 ? (n_phones > 1 ? phones[0] : phone_cell)
                               : i < n_phones          ? phones[i]
                                                       : "");
      set_role (self, &item, column, get_cell (table, row, WG_ROSTER_ROLE, column->group));
      add_person (making, row, &item);
    }
  return n;
}

static void
read_row (Making *making, guint row)
{
  WgRoster *self = making->self;
  const WgRosterTable *table = self->table;
  guint n = 0;

  for (guint i = 0; i < table->columns->len; i++)
    {
      const WgRosterColumn *column = g_ptr_array_index (table->columns, i);

      if (column->meaning == WG_ROSTER_NAME)
        n += read_group (making, row, column, ((char **) g_ptr_array_index (table->rows, row))[i]);
    }
  if (n == 0)
    {
      WgRosterItem item = { .row = g_array_index (table->row_numbers, guint, row), .state = WG_ROSTER_REJECTED,
                            .reasons = WG_ROSTER_NO_NAME, .name = "", .phone = "", .employer = "", .note = "",
                            .title = "", .part = "" };
      gboolean is_taken = FALSE;

      item.grid_text = keep (self, get_cell (table, row, WG_ROSTER_GRID, 0));
      g_array_append_val (self->items, item);
      g_array_append_val (self->taken, is_taken);
    }
}

static WgRosterTable *
copy_table (const WgRosterTable *from, GPtrArray *dropped)
{
  WgRosterTable *table = wg_roster_table_new (from->source, from->name);
  GHashTableIter iter;
  gpointer key = NULL;

  table->n_columns = from->n_columns;
  table->n_heading = from->n_heading;
  g_array_append_vals (table->row_numbers, from->row_numbers->data, from->row_numbers->len);
  for (guint i = 0; i < from->rows->len; i++)
    g_ptr_array_add (table->rows, g_strdupv (g_ptr_array_index (from->rows, i)));
  for (guint i = 0; i < from->columns->len; i++)
    {
      const WgRosterColumn *column = g_ptr_array_index (from->columns, i);
      WgRosterColumn *copy = g_memdup2 (column, sizeof *column);

      copy->heading = g_strdup (column->heading);
      copy->title = g_strdup (column->title);
      g_ptr_array_add (table->columns, copy);
      if (column->meaning == WG_ROSTER_PERSONAL)
        g_ptr_array_add (dropped, g_strdup (column->heading));
    }
  g_hash_table_iter_init (&iter, from->identities);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_hash_table_add (table->identities, key);
  return table;
}

WgRoster *
wg_roster_new (WgPlan *plan, const WgRosterTable *table, const WgRosterOptions *options)
{
  WgRoster *self = g_new0 (WgRoster, 1);
  Making making = { .self = self };

  self->ref_count = 1;
  self->plan = g_object_ref (plan);
  self->people = wg_people_ref (wg_plan_get_people (plan));
  self->options = options != NULL ? *options : (WgRosterOptions){ 0 };
  self->items = g_array_new (FALSE, FALSE, sizeof (WgRosterItem));
  self->taken = g_array_new (FALSE, FALSE, sizeof (gboolean));
  self->dropped = g_ptr_array_new_with_free_func (g_free);
  self->texts = g_string_chunk_new (4096);
  self->table = copy_table (table, self->dropped);
  making.grids = wg_roster_grids_new (plan);
  making.by_name = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_array_unref);
  making.seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  making.found = g_array_new (FALSE, FALSE, sizeof (guint32));
  add_known_people (&making);
  for (guint row = self->table->n_heading; row < self->table->rows->len; row++)
    read_row (&making, row);
  wg_roster_grids_free (making.grids);
  g_hash_table_unref (making.by_name);
  g_hash_table_unref (making.seen);
  g_array_unref (making.found);
  return self;
}

WgRoster *
wg_roster_ref (WgRoster *self)
{
  g_atomic_int_inc (&self->ref_count);
  return self;
}

void
wg_roster_free (WgRoster *self)
{
  if (self == NULL || !g_atomic_int_dec_and_test (&self->ref_count))
    return;
  wg_roster_table_free (self->table);
  wg_people_unref (self->people);
  g_object_unref (self->plan);
  g_array_unref (self->items);
  g_array_unref (self->taken);
  g_ptr_array_unref (self->dropped);
  g_string_chunk_free (self->texts);
  g_free (self);
}

guint
wg_roster_count (const WgRoster *self)
{
  return self->items->len;
}

const WgRosterItem *
wg_roster_get (const WgRoster *self, guint index)
{
  return &g_array_index (self->items, WgRosterItem, index);
}

guint
wg_roster_count_state (const WgRoster *self, WgRosterState state)
{
  guint n = 0;

  for (guint i = 0; i < self->items->len; i++)
    n += wg_roster_get (self, i)->state == state;
  return n;
}

const GPtrArray *
wg_roster_get_dropped (const WgRoster *self)
{
  return self->dropped;
}

const WgRosterTable *
wg_roster_get_table (const WgRoster *self)
{
  return self->table;
}

void
wg_roster_set_grid (WgRoster *self, guint index, guint32 grid)
{
  WgRosterItem *item = &g_array_index (self->items, WgRosterItem, index);

  item->grid = grid;
  item->reasons &= ~(WG_ROSTER_GRID_UNKNOWN | WG_ROSTER_GRID_AMBIGUOUS | WG_ROSTER_BY_LEADER);
  if (grid == 0)
    item->reasons |= WG_ROSTER_GRID_UNKNOWN;
  judge_item (self, item);
}

void
wg_roster_set_taken (WgRoster *self, guint index, gboolean is_taken)
{
  g_array_index (self->taken, gboolean, index) = is_taken;
}

gboolean
wg_roster_is_taken (const WgRoster *self, guint index)
{
  return g_array_index (self->taken, gboolean, index);
}
