/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cli/wg-words.h"
#include "app/exchange/wg-source.h"
#include "app/plan/wg-commands.h"
#include "app/render/wg-render-error.h"
#include "app/store/wg-project.h"

#include <math.h>

static void
test_quantities (void)
{
  static const struct
  {
    double value;
    gboolean is_area;
    const char *words;
  } cases[] = {
    { 0, TRUE, "0 m²" },          { 0.41, TRUE, "0.41 m²" },         { 99.999, TRUE, "100.00 m²" },
    { 21337.6, TRUE, "21,338 m²" }, { 450000, TRUE, "0.450 km²" },   { 257427000, TRUE, "257.4 km²" },
    { 1234567e6, TRUE, "1,234,567.0 km²" }, { -1500, TRUE, "-1,500 m²" }, { NAN, TRUE, "—" },
    { 12.34, FALSE, "12.3 m" },   { 1150, FALSE, "1.15 km" },        { 1234567, FALSE, "1,234.57 km" },
    { NAN, FALSE, "—" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *words =
        cases[i].is_area ? wg_words_area (cases[i].value) : wg_words_length (cases[i].value);

      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

static void
test_counts (void)
{
  static const struct
  {
    guint64 n;
    const char *words;
  } cases[] = { { 0, "0" }, { 999, "999" }, { 1000, "1,000" }, { 100000, "100,000" },
                { 12345678, "12,345,678" } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *words = wg_words_count (cases[i].n);

      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

static void
test_changes (void)
{
  g_autofree char *split = wg_words_undo ("split", "3网格");
  g_autofree char *bare = wg_words_change ("split", "");
  g_autofree char *unknown = wg_words_redo ("a kind of the future", "甲");

  g_assert_cmpstr (split, ==, "Undo Split 3网格");
  g_assert_cmpstr (bare, ==, "Split");
  g_assert_cmpstr (unknown, ==, "Redo Change 甲");
}

/* Every code of every room has words of its own: the developer's message is never shown. */
static void
test_every_error_has_words (void)
{
  const struct
  {
    GQuark domain;
    int last;
  } rooms[] = {
    { WG_GEOMETRY_ERROR, WG_GEOMETRY_ERROR_INVALID },
    { WG_CRS_ERROR, WG_CRS_ERROR_RANGE },
    { WG_PLAN_ERROR, WG_PLAN_ERROR_BAD_FRAME },
    { WG_STORE_ERROR, WG_STORE_ERROR_MISSING },
    { WG_EXCHANGE_ERROR, WG_EXCHANGE_ERROR_VECTOR_TILES },
    { WG_RENDER_ERROR, WG_RENDER_ERROR_OPTIONS },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rooms); i++)
    for (int code = 0; code <= rooms[i].last; code++)
      {
        g_autoptr (GError) error = g_error_new_literal (rooms[i].domain, code, "for developers");
        g_autofree char *words = wg_words_error (error);

        g_test_message ("%s %d: %s", g_quark_to_string (rooms[i].domain), code, words);
        g_assert_cmpstr (words, !=, "for developers");
      }
}

static void
test_every_kind_has_words (void)
{
  for (int kind = WG_ROW_NO_GEOMETRY; kind <= WG_ROW_NO_LAND; kind++)
    {
      char field[] = "gcj02", detail[] = "2.5";
      gboolean is_of_file = (kind >= WG_ROW_MISSING_PART && kind <= WG_ROW_LINES_JOINED)
                            || kind == WG_ROW_PARENTS_NAMED;
      WgRowProblem problem = { (WgRowProblemKind) kind, is_of_file ? 0 : 12, field, detail };
      g_autofree char *words = wg_words_row_problem (&problem);

      g_assert_cmpstr (wg_words_problem_kind (problem.kind), !=, "Other problems");
      g_test_message ("%d: %s", kind, words);
      g_assert_true (is_of_file || g_str_has_prefix (words, "Row 12, column gcj02: "));
      /* A sentence, not only the value. */
      g_assert_cmpuint (strlen (words), >, strlen (is_of_file ? detail : "Row 12, column gcj02: ") + 8);
    }
  for (int kind = WG_DECISION_GAP_CLOSED; kind <= WG_DECISION_RING_REPAIRED; kind++)
    g_assert_cmpstr (wg_words_decision_kind ((WgDecisionKind) kind), !=, "Other");
}

static void
test_reference_systems (void)
{
  static const struct
  {
    const char *crs;
    const char *words;
  } cases[] = {
    { "EPSG:4549", "CGCS2000 / 3-degree Gauss-Krüger, central meridian 120°E (EPSG:4549)" },
    { "EPSG:4528", "CGCS2000 / 3-degree Gauss-Krüger, zone 40 (EPSG:4528)" },
    { "EPSG:32650", "WGS 84 / UTM zone 50N (EPSG:32650)" },
    { "EPSG:4326", "WGS 84, longitude and latitude (EPSG:4326)" },
    { "EPSG:2232", "NAD83 / Colorado Central (ftUS) (EPSG:2232)" },
    { NULL, "unknown coordinate system" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *words = wg_words_crs (cases[i].crs);

      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/words/quantities", test_quantities);
  g_test_add_func ("/words/counts", test_counts);
  g_test_add_func ("/words/changes", test_changes);
  g_test_add_func ("/words/errors", test_every_error_has_words);
  g_test_add_func ("/words/kinds", test_every_kind_has_words);
  g_test_add_func ("/words/reference-systems", test_reference_systems);
  return g_test_run ();
}
