/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "wg-random-edits.h"

#include "app/base/wg-hash.h"
#include "app/geometry/wg-coverage-shape.h"
#include "app/geometry/wg-coverage-verify.h"
#include "wg-neighbourhood.h"
#include "wg-random-commands.h"
#include "wg-test-plan.h"

#include <math.h>

#define MAX_RUN 30 /* steps of one undo or redo */
#define BEND_MM 1.0

static void G_GNUC_PRINTF (2, 3)
fail (WgRandomEdits *self, const char *format, ...)
{
  va_list arguments;

  if (self->failure->len > 0)
    g_string_append (self->failure, "; ");
  va_start (arguments, format);
  g_string_append_vprintf (self->failure, format, arguments);
  va_end (arguments);
}

static char *
digest_plan (WgPlan *plan)
{
  g_autoptr (GBytes) rows = wg_test_plan_rows (plan);

  return g_compute_checksum_for_bytes (G_CHECKSUM_SHA1, rows);
}

static void
check_digest (WgRandomEdits *self, const char *when)
{
  g_autofree char *now = digest_plan (self->plan);

  if (g_strcmp0 (now, g_ptr_array_index (self->digests, self->n_done)) != 0)
    fail (self, "the plan has other bytes %s", when);
}

/* Twice the area of all land that grids own, in mm². */
static __int128
owned_area2 (const WgCoverage *coverage)
{
  __int128 area2 = 0;

  for (WgFaceId face = 1; face < wg_coverage_face_limit (coverage); face++)
    if (wg_coverage_owner (coverage, face) != 0)
      area2 += wg_coverage_face_area2 (coverage, face);
  return area2;
}

static double
length_of (const WgLine *line)
{
  double length = 0.0;

  for (guint i = 0; line != NULL && i + 1 < line->n_points; i++)
    length += hypot ((double) line->points[i + 1].x - line->points[i].x,
                     (double) line->points[i + 1].y - line->points[i].y);
  return length;
}

static void
changed_cb (WgPlan *plan, WgChange *change, gboolean backwards, WgRandomEdits *self)
{
  self->changed_mm = 0.0;
  if (change->coverage == NULL)
    return;
  wg_check_neighbourhood (plan, change->coverage, backwards, self->failure);
  for (guint i = 0; i < change->coverage->arcs->len; i++)
    self->changed_mm
      += length_of (g_array_index (change->coverage->arcs, WgArcChange, i).before.line);
}

/* A run of undos or redos; each gives the bytes that are known for its place. */
static gboolean
step_back_and_forth (WgRandomEdits *self, WgRandom *random, gboolean redo)
{
  guint n = (guint) wg_random_int (random, 1, wg_random_int (random, 0, 4) == 0 ? MAX_RUN : 4);
  guint n_moved = 0;

  for (guint i = 0; i < n && self->failure->len == 0; i++)
    {
      GError *error = NULL;
      gboolean can = redo ? self->n_done + 1 < self->digests->len : self->n_done > 0;
      gboolean is_moved = FALSE;

      if (!can && self->has_past)
        break;
      is_moved = redo ? wg_history_redo (self->history, &error)
                      : wg_history_undo (self->history, &error);
      if (error != NULL)
        fail (self, "%s: %s", redo ? "redo" : "undo", error->message);
      else if (is_moved != can)
        fail (self, "%s %s", redo ? "redo" : "undo", can ? "did nothing" : "did too much");
      g_clear_error (&error);
      if (!is_moved)
        break;
      n_moved++;
      self->n_done += redo ? 1 : -1;
      check_digest (self, redo ? "after redo" : "after undo");
    }
  return n_moved > 0;
}

static gboolean
do_command (WgRandomEdits *self, WgRandom *random, guint kind)
{
  g_autofree char *problem = NULL;
  __int128 before2 = owned_area2 (wg_plan_get_coverage (self->plan)), less2 = 0;
  gboolean is_done = wg_random_command (kind, random, self->history, &problem);

  if (problem != NULL)
    fail (self, "%s", problem);
  /* A border that a stroke meets may be bent by a pixel along its length. */
  less2 = before2 - owned_area2 (wg_plan_get_coverage (self->plan));
  if (is_done && wg_random_command_keeps_land (kind)
      && (double) less2 > 2.0 * BEND_MM * self->changed_mm + 200.0)
    fail (self, "%s: %g m² of land are lost", wg_random_command_name (kind), (double) less2 / 2e6);
  if (!is_done)
    {
      check_digest (self, "after a refusal");
      return FALSE;
    }
  g_ptr_array_set_size (self->digests, (int) ++self->n_done);
  g_ptr_array_add (self->digests, digest_plan (self->plan));
  return TRUE;
}

WgRandomEdits *
wg_random_edits_new (WgHistory *history, guint64 seed, guint verify_every)
{
  WgRandomEdits *self = g_new0 (WgRandomEdits, 1);
  gboolean can_undo = FALSE, can_redo = FALSE;

  self->history = g_object_ref (history);
  self->plan = g_object_ref (wg_history_get_plan (history));
  self->seed = seed;
  self->verify_every = MAX (verify_every, 1);
  self->failure = g_string_new (NULL);
  g_object_get (history, "can-undo", &can_undo, "can-redo", &can_redo, NULL);
  self->has_past = can_undo || can_redo;
  self->digests = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->digests, digest_plan (self->plan));
  self->changed_id = g_signal_connect (self->plan, "changed", G_CALLBACK (changed_cb), self);
  g_assert_cmpuint (wg_random_command_count () + 2, <=, WG_RANDOM_EDIT_KINDS);
  return self;
}

void
wg_random_edits_free (WgRandomEdits *self)
{
  if (self == NULL)
    return;
  g_signal_handler_disconnect (self->plan, self->changed_id);
  g_clear_object (&self->history);
  g_clear_object (&self->plan);
  g_ptr_array_unref (self->digests);
  g_string_free (self->failure, TRUE);
  g_free (self);
}

gboolean
wg_random_edits_step (WgRandomEdits *self, guint step)
{
  WgRandom random = wg_random (wg_hash_u64 (self->seed * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15) + step));
  guint n_commands = wg_random_command_count (), kind = n_commands;
  gint64 dice = wg_random_int (&random, 0, 12);
  gboolean is_done = FALSE;

  if (dice < 10)
    {
      kind = wg_random_command_choose (&random);
      is_done = do_command (self, &random, kind);
    }
  else
    {
      kind += dice == 11;
      is_done = step_back_and_forth (self, &random, dice == 11);
    }
  self->counts[kind].n_tried++;
  self->counts[kind].n_done += is_done;
  self->n_steps++;
  if (self->n_steps % self->verify_every == 0)
    wg_random_edits_verify (self);
  return self->failure->len == 0;
}

gboolean
wg_random_edits_verify (WgRandomEdits *self)
{
  g_autoptr (GPtrArray) sentences = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) problems = g_array_new (FALSE, FALSE, sizeof (WgProblem));

  wg_plan_verify (self->plan, sentences);
  for (guint i = 0; i < MIN (sentences->len, 5); i++)
    fail (self, "%s", (char *) g_ptr_array_index (sentences, i));
  wg_coverage_verify (wg_plan_get_coverage (self->plan), problems, NULL, NULL, NULL);
  for (guint i = 0; i < MIN (problems->len, 5); i++)
    {
      const WgProblem *problem = &g_array_index (problems, WgProblem, i);

      fail (self, "problem %d at row %u (%u), (%d, %d)", problem->kind, problem->id, problem->other,
            problem->place.x, problem->place.y);
    }
  return self->failure->len == 0;
}

gboolean
wg_random_edits_rewind (WgRandomEdits *self)
{
  guint n_edits = self->digests->len - 1;

  while (self->n_done < n_edits && self->failure->len == 0)
    {
      self->n_done += wg_history_redo (self->history, NULL) ? 1 : 0;
      check_digest (self, "after the last redos");
    }
  while (self->n_done > 0 && self->failure->len == 0)
    {
      self->n_done -= wg_history_undo (self->history, NULL) ? 1 : 0;
      check_digest (self, "while everything is undone");
    }
  if (!self->has_past && wg_history_undo (self->history, NULL))
    fail (self, "there was more to undo");
  while (self->n_done < n_edits && self->failure->len == 0)
    {
      self->n_done += wg_history_redo (self->history, NULL) ? 1 : 0;
      check_digest (self, "while everything is redone");
    }
  if (!self->has_past && wg_history_redo (self->history, NULL))
    fail (self, "there was more to redo");
  return wg_random_edits_verify (self);
}

static const char *
name_of (guint kind)
{
  guint n = wg_random_command_count ();

  return kind < n ? wg_random_command_name (kind) : kind == n ? "undo" : "redo";
}

char *
wg_random_edits_describe (const WgRandomEdits *self)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < wg_random_command_count () + 2; i++)
    g_string_append_printf (text, "%s%s %u/%u", i > 0 ? ", " : "", name_of (i),
                            self->counts[i].n_done, self->counts[i].n_tried);
  return g_string_free (text, FALSE);
}

void
wg_random_edits_add (WgRandomEdits *self, const WgRandomEdits *other)
{
  for (guint i = 0; i < WG_RANDOM_EDIT_KINDS; i++)
    {
      self->counts[i].n_tried += other->counts[i].n_tried;
      self->counts[i].n_done += other->counts[i].n_done;
    }
}

const char *
wg_random_edits_find_undone (const WgRandomEdits *self)
{
  for (guint i = 0; i < wg_random_command_count () + 2; i++)
    if (self->counts[i].n_done == 0)
      return name_of (i);
  return NULL;
}
