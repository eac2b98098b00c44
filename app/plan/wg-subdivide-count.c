/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-subdivide-count"

#include "wg-subdivide-private.h"

static gboolean
is_within (const WgPartBand *band, gint64 amount)
{
  return amount >= band->min && (band->max == 0 || amount <= band->max);
}

static gint64
measure_part (const WgSubdivideTerms *terms, const WgSubdividePart *part, WgPartMeasure measure,
              double planar_m2)
{
  switch (measure)
    {
    case WG_MEASURE_WORKLOAD:
      return (gint64) (wg_workload_sum (&terms->workload, part->households, part->people,
                                        part->n_places, planar_m2)
                       + 0.5);
    case WG_MEASURE_HOUSEHOLDS:
      return part->households;
    case WG_MEASURE_PEOPLE:
      return part->people;
    case WG_MEASURE_AREA:
      return (gint64) (planar_m2 + 0.5);
    default:
      return 0;
    }
}

/* What each part has, counted anew by the places of the buildings in the land as it is cut. */
static void
count_buildings (WgSubdivideJob *job, GArray *shapes, const guint32 *part_of)
{
  for (guint i = 0; i < shapes->len; i++)
    {
      WgCellsPart *from = &g_array_index (shapes, WgCellsPart, i);
      WgSubdividePart *part = g_new0 (WgSubdividePart, 1);

      part->shape = g_steal_pointer (&from->shape);
      part->n_pieces = from->n_pieces;
      wg_shape_find_inside (part->shape, &part->place);
      g_ptr_array_add (job->result->parts, part);
    }
  for (guint i = 0; i < job->buildings->len; i++)
    {
      const WgBuilding *building = wg_subdivide_get_building (job, i);
      WgSubdividePart *part = NULL;

      if (part_of[i] == G_MAXUINT32)
        continue;
      part = g_ptr_array_index (job->result->parts, part_of[i]);
      part->n_buildings++;
      part->n_estimated += building->is_estimated;
      part->n_places += wg_workload_is_place (building);
      part->households += MAX (building->households, 0);
      part->people += MAX (building->people, 0);
    }
}

static void
judge_parts (WgSubdivideJob *job)
{
  const WgPartBand *band = &job->terms->partition.band, *second = &job->terms->partition.second;

  for (guint i = 0; i < job->result->parts->len; i++)
    {
      WgSubdividePart *part = g_ptr_array_index (job->result->parts, i);
      double planar_m2 = wg_shape_area_m2 (part->shape);

      part->amount = measure_part (job->terms, part, band->measure, planar_m2);
      part->is_in_band
        = is_within (band, part->amount)
          && is_within (second, measure_part (job->terms, part, second->measure, planar_m2));
      for (guint k = 0; job->terms->centres != NULL && k < job->terms->centres->len; k++)
        part->n_centres
          += wg_shape_contains (part->shape, g_array_index (job->terms->centres, WgPoint, k));
    }
}

/* What is told of the compound numbered @number, which lies in several parts. */
static void
note_cut (WgSubdivideJob *job, guint32 number, const guint32 *part_of)
{
  const WgPartBand *band = &job->terms->partition.band;
  gboolean is_people = band->measure == WG_MEASURE_PEOPLE;
  WgSubdivideCutCompound compound = { NULL };
  gint64 most = -1;

  for (guint i = 0; i < job->result->compounds->len; i++)
    {
      const WgBuilding *building = wg_subdivide_get_building (job, i);
      gint64 own = MAX (is_people ? building->people : building->households, 0);

      if (g_array_index (job->result->compounds, guint32, i) != number || part_of[i] == G_MAXUINT32)
        continue;
      compound.amount += own;
      compound.is_estimated |= building->is_estimated;
      if (own <= most)
        continue;
      most = own;
      compound.building = building->id;
      compound.place = building->point;
      g_free (compound.name);
      compound.name = g_strdup (wg_subdivide_compound_text (building, job->terms->compound_column));
    }
  compound.is_too_large
    = (is_people || band->measure == WG_MEASURE_HOUSEHOLDS) && band->max > 0 && compound.amount > band->max;
  g_array_append_val (job->result->cut_compounds, compound);
}

/* How many compounds came to lie in one part, and how many did not: by their buildings. */
static void
count_compounds (WgSubdivideJob *job, const guint32 *part_of)
{
  WgSubdivideParent *result = job->result;
  g_autoptr (GHashTable) parts = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < result->compounds->len; i++)
    {
      gpointer compound = GUINT_TO_POINTER (g_array_index (result->compounds, guint32, i));
      gpointer known = NULL, now = GUINT_TO_POINTER (part_of[i]);

      if (compound == NULL || part_of[i] == G_MAXUINT32)
        continue;
      if (g_hash_table_lookup_extended (parts, compound, NULL, &known) && known != now)
        now = GUINT_TO_POINTER (G_MAXUINT32);
      g_hash_table_insert (parts, compound, now);
    }
  result->n_compounds = g_hash_table_size (parts);
  /* By the first building of each: the same order every time. */
  for (guint i = 0; i < result->compounds->len; i++)
    {
      guint32 number = g_array_index (result->compounds, guint32, i);

      if (GPOINTER_TO_UINT (g_hash_table_lookup (parts, GUINT_TO_POINTER (number))) != G_MAXUINT32)
        continue;
      g_hash_table_remove (parts, GUINT_TO_POINTER (number));
      note_cut (job, number, part_of);
    }
  result->n_compounds_cut = result->cut_compounds->len;
}

void
wg_subdivide_count_parts (WgSubdivideJob *job, GArray *shapes, const guint32 *part_of)
{
  count_buildings (job, shapes, part_of);
  judge_parts (job);
  count_compounds (job, part_of);
}
