/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * bench-find [ADDRESSES]: finding in a project of 100 x 100 grids with 1,000,000 addresses, each query typed
 * letter by letter. Prints the worst and the median of a whole search per kind of query (begin, scan, places of
 * the hits), what the addresses cost in the file and in memory, and how long they take to write and to read.
 */
#include "app/base/wg-random.h"
#include "app/plan/wg-finder.h"
#include "app/store/wg-project.h"
#include "tests/support/wg-lattice-plan.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#define LIMIT 8

static const char *const first_names[] = {
  "胜利", "解放", "人民", "建设", "中山", "和平", "柳北", "长江", "重庆", "延安", "文化", "朝阳", "新华", "光明",
  "东风", "红旗", "青年", "团结", "向阳", "友谊", "幸福", "复兴", "南京", "北京", "上海", "湖滨", "环城", "滨江",
};
static const char *const last_names[] = { "路", "街", "大道", "巷", "东路", "西路", "南街", "北街", "中路", "支路" };
static const char *const towns[] = { "柳北街道", "柳北塘街道", "城厢镇", "河西街道", "石桥镇", "三里街道" };

static const struct
{
  const char *kind;
  const char *queries[6];
} groups[] = {
  { "Chinese, exact", { "柳北塘街道胜利东路12号", "三里街道人民路3号院", NULL } },
  { "Chinese, inside", { "胜利东路", "南街8号", "号院", NULL } },
  { "one character, frequent", { "路", "号", "1", NULL } },
  { "several words", { "柳北 胜利 12号", "人民 三号", NULL } },
  { "initials", { "lbt", "slldhy", "rml", NULL } },
  { "whole pinyin", { "liubeitang", "zhongshandonglu", "chongqinglu", NULL } },
  { "nothing like it", { "柳北塘街道没有这条路", "qqqqqq", NULL } },
  { "written otherwise", { "西湖区胜利东路12号3幢", "胜利東路12#2单元301", "三里街道没有路12-3-401", NULL } },
  { "code and number", { "990101", "三号院", "3号院", NULL } },
};

static WgAddressSet *
make_addresses (guint n, gint32 size)
{
  g_autoptr (WgAddressSet) set = wg_address_set_new (n);
  g_autoptr (GString) text = g_string_new (NULL);
  WgRandom random = wg_random (12);

  for (guint i = 0; i < n; i++)
    {
      WgAddress address = { NULL };

      g_string_printf (text, "%s%s%s%u号", towns[wg_random_int (&random, 0, G_N_ELEMENTS (towns))],
                       first_names[wg_random_int (&random, 0, G_N_ELEMENTS (first_names))],
                       last_names[wg_random_int (&random, 0, G_N_ELEMENTS (last_names))],
                       (guint) wg_random_int (&random, 1, 401));
      if (i % 2 == 0)
        g_string_append_printf (text, "%u栋", (guint) wg_random_int (&random, 1, 41));
      else if (i % 5 == 0)
        g_string_append (text, "院");
      address.text = text->str;
      address.name = i % 11 == 0 ? "便民超市" : NULL;
      address.point = (WgPoint){ (gint32) wg_random_int (&random, 0, size),
                                 (gint32) wg_random_int (&random, 0, size) };
      wg_address_set_add (set, &address);
    }
  return wg_address_set_replace_layer (NULL, set, "门牌");
}

static double
now_ms (void)
{
  return (double) g_get_monotonic_time () / 1000.0;
}

/* Of all threads: what does not grow when other programs have the processors. */
static double
cpu_ms (void)
{
  struct rusage usage = { 0 };

  getrusage (RUSAGE_SELF, &usage);
  return (double) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1e3
         + (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e3;
}

static double
file_mb (const char *path)
{
  GStatBuf status;

  return g_stat (path, &status) == 0 ? (double) status.st_size / 1e6 : 0.0;
}

/* Resident memory; Linux. */
static double
memory_mb (void)
{
  g_autofree char *text = NULL;
  long pages = 0;

  if (!g_file_get_contents ("/proc/self/statm", &text, NULL, NULL)
      || sscanf (text, "%*d %ld", &pages) != 1)
    return 0.0;
  return (double) pages * (double) sysconf (_SC_PAGESIZE) / 1e6;
}

static double
search (WgFinder *finder, WgPlan *plan, const char *text, guint *n_out, double *cpu_out)
{
  WgWhen when = { 0 };
  double start = now_ms (), cpu = cpu_ms ();
  WgFindJob *job = wg_finder_begin (finder, plan, text, LIMIT);
  g_autoptr (WgFound) found = NULL;
  double took = 0;

  wg_find_job_run (job, NULL);
  found = wg_finder_finish (finder, job, plan, &when);
  took = now_ms () - start;
  *cpu_out = cpu_ms () - cpu;
  *n_out = 0;
  for (guint i = 0; i < WG_FIND_N_KINDS; i++)
    *n_out += found->n_found[i];
  return took;
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static void
measure_group (WgFinder *finder, WgPlan *plan, guint group, double *worst_of_all)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) work = g_array_new (FALSE, FALSE, sizeof (double));
  guint n_last = 0;

  for (guint i = 0; groups[group].queries[i] != NULL; i++)
    for (const char *end = groups[group].queries[i]; *end != '\0';)
      {
        g_autofree char *typed = NULL;
        double took = 0, cpu = 0;

        end = g_utf8_next_char (end);
        typed = g_strndup (groups[group].queries[i], (gsize) (end - groups[group].queries[i]));
        took = search (finder, plan, typed, &n_last, &cpu);
        g_array_append_val (times, took);
        g_array_append_val (work, cpu);
      }
  g_array_sort (times, compare_doubles);
  g_array_sort (work, compare_doubles);
  printf ("  %-26s %4u searches  median %6.1f ms  worst %6.1f ms  processor %6.1f / %6.1f ms  (last finds %u)\n", groups[group].kind,
          times->len, g_array_index (times, double, times->len / 2),
          g_array_index (times, double, times->len - 1),
          g_array_index (work, double, work->len / 2), g_array_index (work, double, work->len - 1), n_last);
  *worst_of_all = MAX (*worst_of_all, g_array_index (times, double, times->len - 1));
}

static WgProject *
open_again (WgProject *project, const char *path)
{
  g_autoptr (GError) error = NULL;
  double start = 0;

  if (!wg_project_close (project, &error))
    g_error ("close: %s", error->message);
  g_object_unref (project);
  start = now_ms ();
  project = wg_project_open (path, FALSE, NULL, NULL, &error);
  if (project == NULL)
    g_error ("open: %s", error->message);
  printf ("open: %.0f ms, file %.1f MB, memory %.0f MB\n", now_ms () - start, file_mb (path), memory_mb ());
  return project;
}

int
main (int argc, char **argv)
{
  guint n = argc > 1 ? (guint) atoi (argv[1]) : 1000000;
  g_autofree char *folder = g_dir_make_tmp ("wangge-bench-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "find.wangge", NULL);
  const WgLattice lattice = { .columns = 100, .rows = 100, .cell_mm = 10000, .points_per_arc = 4, .seed = 3 };
  g_autoptr (WgPlan) made = wg_lattice_plan_new (&lattice);
  g_autoptr (WgFinder) finder = wg_finder_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (WgFrame) frame = wg_frame_new ("EPSG:4549", 500000, 3350000, &error);
  WgProject *project = NULL;
  g_autoptr (WgAddressSet) addresses = NULL;
  double start = 0, worst = 0, cpu = 0;
  guint n_found = 0;

  wg_plan_set_frame (made, frame);
  project = wg_project_create (path, made, &error);
  if (project == NULL)
    g_error ("create: %s", error->message);
  project = open_again (project, path);
  addresses = make_addresses (n, 1000000);
  start = now_ms ();
  if (!wg_history_put_addresses (wg_project_get_history (project), addresses, "import-addresses", "", &error))
    g_error ("put: %s", error->message);
  printf ("%u addresses written: %.0f ms\n", n, now_ms () - start);
  g_clear_pointer (&addresses, wg_address_set_unref);
  project = open_again (project, path);
  printf ("first search, with the texts of grids made: %.1f ms\n",
          search (finder, wg_project_get_plan (project), "柳", &n_found, &cpu));
  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    measure_group (finder, wg_project_get_plan (project), i, &worst);
  printf ("worst of all: %.1f ms; memory %.0f MB\n", worst, memory_mb ());
  wg_project_close (project, NULL);
  g_object_unref (project);
  g_unlink (path);
  g_rmdir (folder);
  return 0;
}
