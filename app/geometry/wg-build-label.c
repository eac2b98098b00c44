/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-build"

#include "wg-build-private.h"
#include "wg-coverage-edit.h"

#include "../base/wg-hash.h"

#include <string.h>

/** Writes what covers the face beyond an arc: the label here, each part of the arc toggled. */
static guint
cross_arc (const WgBuild *build, const WgBuildFace *face, const WgBuildArc *arc, guint32 *out)
{
  const guint32 *label = build->labels.items + face->label_first;
  const guint32 *uses = build->uses.items + arc->use_first;
  guint i = 0, j = 0, n = 0;

  while (i < face->n_labels || j < arc->n_uses)
    {
      if (j == arc->n_uses || (i < face->n_labels && label[i] < uses[j] >> 1))
        out[n++] = label[i++];
      else if (i == face->n_labels || uses[j] >> 1 < label[i])
        out[n++] = uses[j++] >> 1;
      else
        {
          i++;
          j++;
        }
    }
  return n;
}

/** Which half-edges each face has: CSR by counting. */
static guint32 *
gather_face_edges (const WgBuild *build, guint32 *first)
{
  guint n_edges = 2 * build->n_arcs;
  guint32 *edges = g_new (guint32, n_edges + 1);

  for (guint e = 0; e < n_edges; e++)
    first[build->edge_face[e] + 1]++;
  for (guint i = 0; i < build->n_faces; i++)
    first[i + 1] += first[i];
  for (guint e = 0; e < n_edges; e++)
    edges[first[build->edge_face[e]]++] = e;
  for (guint i = build->n_faces; i > 0; i--)
    first[i] = first[i - 1];
  first[0] = 0;
  return edges;
}

/** Labels every face from the outside in. FALSE when two ways to a face disagree. */
static gboolean
spread_labels (WgBuild *build)
{
  g_autofree guint32 *first = g_new0 (guint32, build->n_faces + 2);
  g_autofree guint32 *edges = gather_face_edges (build, first);
  g_autofree guint32 *queue = g_new (guint32, build->n_faces + 1);
  g_autofree guint8 *is_known = g_new0 (guint8, build->n_faces + 1);
  guint n = 1;

  queue[0] = 0;
  is_known[0] = TRUE;
  for (guint q = 0; q < n; q++)
    for (guint32 i = first[queue[q]]; i < first[queue[q] + 1]; i++)
      {
        const WgBuildFace *here = &build->faces[queue[q]];
        const WgBuildArc *arc = &build->arcs[edges[i] >> 1];
        guint32 beyond = build->edge_face[edges[i] ^ 1];
        WgBuildFace *there = &build->faces[beyond];
        guint n_labels = 0;

        wg_ids_reserve (&build->labels, here->n_labels + arc->n_uses);
        n_labels = cross_arc (build, here, arc, build->labels.items + build->labels.n);
        if (is_known[beyond])
          {
            if (n_labels != there->n_labels
                || memcmp (build->labels.items + build->labels.n,
                           build->labels.items + there->label_first,
                           n_labels * sizeof (guint32)) != 0)
              return FALSE;
            continue;
          }
        there->label_first = build->labels.n;
        there->n_labels = n_labels;
        build->labels.n += n_labels;
        is_known[beyond] = TRUE;
        queue[n++] = beyond;
      }
  return n == build->n_faces;
}

/** The claimants of a face at the deepest depth that has any, rising, each once. */
static guint
find_class (const WgBuild *build, const WgBuildFace *face, guint32 *out)
{
  const guint32 *label = build->labels.items + face->label_first;
  guint depth = 0, n = 0;

  for (guint i = 0; i < face->n_labels; i++)
    {
      guint32 claimant = build->parts[label[i]].claimant;
      guint j = 0;

      if (build->claimants[claimant].depth > depth)
        {
          depth = build->claimants[claimant].depth;
          n = 0;
        }
      if (build->claimants[claimant].depth < depth)
        continue;
      for (j = n; j > 0 && out[j - 1] > claimant; j--)
        ;
      if (j > 0 && out[j - 1] == claimant)
        continue;
      memmove (out + j + 1, out + j, (n - j) * sizeof (guint32));
      out[j] = claimant;
      n++;
    }
  return n;
}

typedef struct
{
  guint32 first;
  guint32 n;
} Class;

/** Per face the index of its class in a list of distinct classes. */
static guint32 *
class_faces (WgBuild *build, GArray *classes)
{
  guint32 *class_of = g_new (guint32, build->n_faces + 1);
  guint64 n_slots = 1024, mask = 0;
  g_autofree guint32 *slots = NULL;

  while (n_slots < 2ull * build->n_faces)
    n_slots *= 2;
  mask = n_slots - 1;
  slots = g_new0 (guint32, n_slots);
  for (guint f = 0; f < build->n_faces; f++)
    {
      guint64 slot = 0;
      guint32 *own = NULL;
      Class own_class;

      wg_ids_reserve (&build->classes, build->faces[f].n_labels + 1);
      own = build->classes.items + build->classes.n;
      own_class = (Class){ build->classes.n, find_class (build, &build->faces[f], own) };
      for (guint i = 0; i < own_class.n; i++)
        slot = wg_hash_u64 (slot ^ own[i]);
      for (slot &= mask; slots[slot] != 0; slot = (slot + 1) & mask)
        {
          const Class *known = &g_array_index (classes, Class, slots[slot] - 1);
          if (known->n == own_class.n
              && memcmp (build->classes.items + known->first, own,
                         own_class.n * sizeof (guint32)) == 0)
            break;
        }
      if (slots[slot] == 0)
        {
          g_array_append_val (classes, own_class);
          slots[slot] = classes->len;
          build->classes.n += own_class.n;
        }
      class_of[f] = slots[slot] - 1;
    }
  return class_of;
}

/** Regions: faces joined over the arcs between equal classes; the outside is region 0. */
static void
make_regions (WgBuild *build)
{
  g_autoptr (GArray) classes = g_array_new (FALSE, FALSE, sizeof (Class));
  g_autofree guint32 *class_of = class_faces (build, classes);
  g_autofree guint32 *parent = g_new (guint32, build->n_faces + 1);

  for (guint f = 0; f < build->n_faces; f++)
    parent[f] = f;
  for (guint i = 0; i < build->n_arcs; i++)
    {
      guint32 left = build->edge_face[2 * i], right = build->edge_face[2 * i + 1];
      if (left != 0 && right != 0 && class_of[left] == class_of[right])
        wg_forest_join (parent, left, right);
    }
  build->regions = g_new0 (WgRegion, build->n_faces + 1);
  for (guint f = 0; f < build->n_faces; f++)
    {
      guint32 root = wg_forest_root (parent, f);
      const Class *own_class = &g_array_index (classes, Class, class_of[f]);
      WgRegion *region = NULL;

      if (root == f)
        {
          build->faces[f].region = build->n_regions;
          region = &build->regions[build->n_regions++];
          region->class_first = own_class->first;
          region->n_classes = own_class->n;
          region->winner = WG_NONE;
          region->kind = f == 0              ? WG_REGION_OUTSIDE
                         : own_class->n == 0 ? WG_REGION_GAP
                         : own_class->n == 1 ? WG_REGION_PLAIN
                                             : WG_REGION_OVERLAP;
        }
      build->faces[f].region = build->faces[root].region;
      build->regions[build->faces[f].region].area2 += build->faces[f].area2;
    }
}

/** The half-edges around each region, with the region on their left. */
static void
gather_region_edges (WgBuild *build)
{
  guint n_edges = 2 * build->n_arcs;

  for (guint pass = 0; pass < 2; pass++)
    {
      guint32 n = 0;

      for (guint e = 0; e < n_edges; e++)
        {
          guint32 own = build->faces[build->edge_face[e]].region;
          WgRegion *region = &build->regions[own];

          if (own == build->faces[build->edge_face[e ^ 1]].region)
            continue;
          if (pass == 1)
            build->region_edges[region->edge_first + region->n_edges] = e;
          else
            region->perimeter += build->arcs[e >> 1].length;
          region->n_edges++;
          n++;
        }
      if (pass == 1)
        break;
      build->region_edges = g_new (guint32, n + 1);
      n = 0;
      for (guint r = 0; r < build->n_regions; r++)
        {
          build->regions[r].edge_first = n;
          n += build->regions[r].n_edges;
          build->regions[r].n_edges = 0;
        }
    }
}

static gboolean
is_within (const WgBuild *build, const guint32 *labels, guint n, guint32 owner)
{
  for (guint i = 0; i < n; i++)
    if (build->claimants[build->parts[labels[i]].claimant].owner == owner)
      return TRUE;
  return FALSE;
}

/** Claims that have to lie within another owner's end at its border: their labels beyond go. */
static void
cut_claims (WgBuild *build)
{
  g_autofree __int128 *lost2 = NULL;
  g_autofree WgPoint *places = NULL;
  gboolean has_within = FALSE;

  for (guint i = 0; i < build->n_claimants && !has_within; i++)
    has_within = build->claimants[i].within != 0;
  if (!has_within)
    return;
  lost2 = g_new0 (__int128, build->n_claimants + 1);
  places = g_new0 (WgPoint, build->n_claimants + 1);
  for (guint f = 1; f < build->n_faces; f++)
    {
      WgBuildFace *face = &build->faces[f];
      guint32 *own = build->labels.items + face->label_first;
      g_autofree guint32 *all = g_memdup2 (own, face->n_labels * sizeof (guint32));
      guint n = 0;

      for (guint i = 0; i < face->n_labels; i++)
        {
          guint32 claimant = build->parts[all[i]].claimant;
          guint32 within = build->claimants[claimant].within;

          if (within == 0 || is_within (build, all, face->n_labels, within))
            own[n++] = all[i];
          else
            lost2[claimant] += face->area2;
        }
      face->n_labels = n;
    }
  for (guint32 i = 0; i < build->n_claimants; i++)
    {
      WgDecision decision = { WG_DECISION_CLAIM_CUT, 0, build->claimants[i].owner,
                              wg_area2_to_m2 (lost2[i]), 0.0, build->claimants[i].place };

      if (lost2[i] > 0)
        g_array_append_val (build->decisions, decision);
    }
}

/** What each claimant and each part covers, by the labels: exact, even where rings cross. */
static void
sum_claims (WgBuild *build)
{
  for (guint f = 1; f < build->n_faces; f++)
    {
      const WgBuildFace *face = &build->faces[f];
      const guint32 *label = build->labels.items + face->label_first;

      for (guint i = 0; i < face->n_labels; i++)
        {
          guint32 claimant = build->parts[label[i]].claimant;
          gboolean is_first = TRUE;

          build->parts[label[i]].label_area2 += face->area2;
          for (guint j = 0; j < i && is_first; j++)
            is_first = build->parts[label[j]].claimant != claimant;
          if (is_first)
            build->claimants[claimant].area2 += face->area2;
        }
    }
}

/**
 * wg_build_label:
 *
 * Says of each face which parts cover it, spreading over the arcs from the outside, and joins
 * faces with the same claimants at their deepest depth to regions.
 */
gboolean
wg_build_label (WgBuild *build, GError **error)
{
  if (!spread_labels (build))
    {
      g_set_error (error, WG_GEOMETRY_ERROR, WG_GEOMETRY_ERROR_CORRUPT,
                   "the polygons over a face depend on the way to it");
      return FALSE;
    }
  sum_claims (build);
  cut_claims (build);
  make_regions (build);
  gather_region_edges (build);
  return !g_cancellable_set_error_if_cancelled (build->cancellable, error);
}
