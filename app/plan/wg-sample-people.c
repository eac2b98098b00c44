/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-sample"

#include "wg-sample-private.h"

#include "wg-staffing.h"

/* Above so many grids a leader has two of them, and there are no workers: at most 100,000 people. */
#define MANY_GRIDS 40000
#define SHORT_NUMBERS 10000

static const char *const surnames[]
  = { "沈", "阮", "裘", "卞", "窦", "郁", "茅", "庞", "柯", "虞", "褚", "尹", "华", "章", "鲍", "骆",
      "戚", "俞", "倪", "施", "冯", "葛", "姚", "蒋", "邵", "汪", "祝", "娄", "童", "颜" };
static const char *const first_syllables[]
  = { "国", "建", "晓", "志", "海", "春", "秋", "文", "玉", "丽", "小", "永", "明", "德", "雅", "思",
      "佳", "金", "美", "家" };
static const char *const last_syllables[]
  = { "良", "凤", "平", "华", "芳", "军", "敏", "强", "英", "民", "燕", "林", "萍", "涛", "娟", "杰",
      "琴", "刚", "兰", "峰", "霞", "波", "静", "梅" };

typedef struct
{
  WgPlan *plan;
  WgPeople *people;
  guint64 seed;
  guint n_people;
  guint n_assignments;
  WgDay begin;
} Staffing;

/* An invented name: no two of the first 14,400 are the same. */
static char *
make_name (const Staffing *staffing, guint number)
{
  const guint n_all = G_N_ELEMENTS (surnames) * G_N_ELEMENTS (first_syllables) * G_N_ELEMENTS (last_syllables);
  guint n = (guint) (((guint64) number * 7919 + staffing->seed % n_all) % n_all);

  return g_strconcat (surnames[n % G_N_ELEMENTS (surnames)],
                      first_syllables[n / G_N_ELEMENTS (surnames) % G_N_ELEMENTS (first_syllables)],
                      last_syllables[n / G_N_ELEMENTS (surnames) / G_N_ELEMENTS (first_syllables)], NULL);
}

/* Numbers of a range that nobody is given. A few people have none, a few one digit too few. */
static char *
make_phone (const Staffing *staffing, guint number)
{
  guint odd = (guint) (wg_sample_hash (staffing->seed + 91, number, 0) % 150);

  if (odd == 0)
    return g_strdup ("");
  if (odd == 1)
    return g_strdup_printf ("1380000%03u", number % 1000);
  if (number < SHORT_NUMBERS)
    return g_strdup_printf ("1380000%04u", number);
  return g_strdup_printf ("154%08u", number);
}

static guint32
add_person (Staffing *staffing, WgPostType post, const char *employer)
{
  guint number = staffing->n_people++;
  g_autofree char *name = make_name (staffing, number);
  g_autofree char *phone = make_phone (staffing, number);
  WgPerson values = { .id = number + 1, .post_type = post, .is_active = TRUE, .name = name, .phone = phone,
                      .employer = employer };

  wg_people_put (staffing->people, WG_STAFF_PERSON, values.id, wg_staff_new (WG_STAFF_PERSON, &values));
  return values.id;
}

static guint32
assign (Staffing *staffing, guint32 person, guint32 grid, WgRole role, WgDay to)
{
  WgAssignment values = { .id = ++staffing->n_assignments, .person = person, .grid = grid, .role = role,
                          .from = staffing->begin, .to = to };

  wg_people_put (staffing->people, WG_STAFF_ASSIGNMENT, values.id,
                 wg_staff_new (WG_STAFF_ASSIGNMENT, &values));
  return values.id;
}

static guint
dice (const Staffing *staffing, guint32 grid, guint salt, guint sides)
{
  return (guint) (wg_sample_hash (staffing->seed + salt, grid, 1) % sides);
}

/* One grid: as a rule a leader and one or two workers; some odd. */
static void
staff_grid (Staffing *staffing, const WgGrid *grid, guint32 secretary, const char *employer)
{
  guint odd = dice (staffing, grid->id, 92, 40);
  guint32 leader = 0, helper = 0, post = 0;

  if (odd == 0)
    return; /* nobody */
  if (odd != 1) /* 1: no leader */
    {
      leader = add_person (staffing, WG_POST_FULL_TIME, employer);
      post = assign (staffing, leader, grid->id, WG_ROLE_LEADER,
                     odd == 2 ? wg_day_new (2026, 12, 15) : WG_DAY_NONE);
    }
  helper = add_person (staffing, odd % 3 == 0 ? WG_POST_FULL_TIME : WG_POST_PART_TIME, employer);
  assign (staffing, helper, grid->id, WG_ROLE_WORKER, WG_DAY_NONE);
  if (odd == 3)
    assign (staffing, helper, grid->id, WG_ROLE_LEADER, WG_DAY_NONE); /* a second leader */
  if (odd == 4)
    {
      WgLeave leave = { .id = wg_people_limit (staffing->people, WG_STAFF_LEAVE), .person = leader,
                        .deputy = dice (staffing, grid->id, 93, 2) ? helper : 0,
                        .from = wg_day_new (2026, 11, 16), .to = wg_day_new (2027, 1, 15), .reason = "培训" };

      wg_people_put (staffing->people, WG_STAFF_LEAVE, leave.id, wg_staff_new (WG_STAFF_LEAVE, &leave));
    }
  if (odd == 5)
    {
      WgAssignment deputy = { .id = ++staffing->n_assignments, .person = secretary, .grid = grid->id,
                              .role = WG_ROLE_LEADER, .deputy_of = post,
                              .from = staffing->begin };

      wg_people_put (staffing->people, WG_STAFF_ASSIGNMENT, deputy.id,
                     wg_staff_new (WG_STAFF_ASSIGNMENT, &deputy));
    }
  if (odd % 4 == 2)
    assign (staffing, add_person (staffing, WG_POST_VOLUNTEER, ""), grid->id, WG_ROLE_WORKER, WG_DAY_NONE);
  if (odd % 5 == 1)
    assign (staffing, secretary, grid->id, WG_ROLE_ADVISER, WG_DAY_NONE);
}

static void
staff_community (Staffing *staffing, const WgGrid *community, gboolean is_many)
{
  const GArray *grids = wg_plan_get_children (staffing->plan, community->id);
  g_autofree char *employer = g_strconcat (community->name, "社区居委会", NULL);
  guint32 secretary = 0, leader = 0;

  if (g_str_has_suffix (community->name, "社区") || g_str_has_suffix (community->name, "村"))
    {
      g_free (employer);
      employer = g_strconcat (community->name, "居委会", NULL);
    }
  secretary = add_person (staffing, WG_POST_FULL_TIME, employer);
  assign (staffing, secretary, community->id, WG_ROLE_LEADER, WG_DAY_NONE);
  for (guint i = 0; i < grids->len; i++)
    {
      const WgGrid *grid = wg_plan_get_grid (staffing->plan, g_array_index (grids, guint32, i));

      if (!is_many)
        {
          if (grid->kind != WG_GRID_SPECIAL || dice (staffing, grid->id, 94, 2) == 0)
            staff_grid (staffing, grid, secretary, employer);
          continue;
        }
      if (i % 2 == 0)
        leader = add_person (staffing, WG_POST_FULL_TIME, employer);
      assign (staffing, leader, grid->id, WG_ROLE_LEADER, WG_DAY_NONE);
    }
}

/* A leader for every community and grid, and a worker for every grid where there are any. */
static void
put_rules (Staffing *staffing, gboolean is_many)
{
  const WgStaffRule rules[] = {
    { .id = 1, .depth = 2, .role = WG_ROLE_LEADER, .min = 1, .max = 1 },
    { .id = 2, .depth = 3, .role = WG_ROLE_LEADER, .min = 1, .max = 1 },
    { .id = 3, .depth = 3, .role = WG_ROLE_WORKER, .min = 1 },
    { .id = 4, .depth = 3, .role = WG_ROLE_ADVISER, .min = 0 },
  };

  for (guint i = 0; i < (is_many ? 2 : G_N_ELEMENTS (rules)); i++)
    if (wg_plan_get_level (staffing->plan, rules[i].depth) != NULL)
      wg_people_put (staffing->people, WG_STAFF_RULE, rules[i].id, wg_staff_new (WG_STAFF_RULE, &rules[i]));
}

void
wg_sample_put_people (WgSample *sample, guint64 seed)
{
  gboolean is_many = wg_plan_count_grids (sample->plan, 3) > MANY_GRIDS;
  g_autoptr (WgPeople) people = wg_people_new ();
  Staffing staffing = { sample->plan, people, seed, 0, 0, wg_day_new (2025, 3, 1) };

  for (guint32 id = 1; id < wg_plan_get_grid_limit (sample->plan); id++)
    {
      const WgGrid *grid = wg_plan_get_grid (sample->plan, id);

      if (grid != NULL && grid->depth == 2 && !grid->is_retired)
        staff_community (&staffing, grid, is_many);
    }
  put_rules (&staffing, is_many);
  wg_plan_set_people (sample->plan, people);
}
