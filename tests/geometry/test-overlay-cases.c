/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The XML cases of JTS and GEOS through the kernel: their overlays, areas and repairs have known
 * answers. Not copied here: ../shared/data/bad_inputs, skipped where that is not. The kernel knows
 * no overlay by name; each operation is said in claims: of two claims of different depths the
 * deeper has the land (difference), of one depth all is covered (union). A unit of a case becomes
 * a metre, or more where the whole case is small, and answers are compared as land: a millimetre
 * along all borders is what rounding may move.
 */
#include "app/geometry/wg-build.h"
#include "app/geometry/wg-coverage-shape.h"
#include "app/geometry/wg-coverage-verify.h"
#include "app/geometry/wg-geos.h"
#include "app/geometry/wg-noding.h"

#include <math.h>
#include <string.h>

#define SMALL_UNITS 30.0    /* a case of less than this is made larger */
#define SMALL_FACTOR 100000.0
#define LARGE_UNITS 500000.0 /* and one of more smaller */
#define MOST_UNITS 1e12      /* beyond, ten units are nothing: left out */

typedef struct
{
  const char *file;
  guint n_run;     /* operations compared; that none is left out unseen */
  guint n_skipped; /* relate and buffer, which no kernel of coverages has; points and lines; 1e15 units */
  guint n_silent;  /* invalid for JTS, but said by nobody here: see test_validity() */
} File;

static const File files[] = {
  { "jts_xml/general_TestNGOverlayA.xml", 88, 0, 0 },
  { "jts_xml/general_TestOverlayAA.xml", 44, 0, 0 },
  { "jts_xml/general_TestValid.xml", 68, 19, 22 },
  { "jts_xml/general_TestValid2-big.xml", 0, 2, 0 },
  { "jts_xml/general_TestValid2.xml", 257, 495, 5 },
  { "jts_xml/misc_TestInvalidA.xml", 75, 0, 30 },
  { "jts_xml/misc_TestValid.xml", 1, 0, 0 },
  { "jts_xml/robust_TestBufferJagged.xml", 0, 8, 0 },
  { "jts_xml/robust_overlay_TestOverlay-geos-1034.xml", 4, 0, 0 },
  { "jts_xml/robust_overlay_TestOverlay-geos-358.xml", 1, 0, 0 },
  { "geos_xml/general_TestValid.xml", 68, 19, 22 },
  { "geos_xml/misc_InvalidRelates.xml", 0, 6, 0 },
  { "geos_xml/misc_TestIsValid.xml", 3, 0, 0 },
  { "geos_xml/misc_makevalid.xml", 5, 10, 0 },
  { "geos_xml/misc_stmlf-20061020-invalid-output.xml", 4, 0, 0 },
};

/* One file on its way. */
typedef struct
{
  GString *text;    /* of the present element */
  GString *name;    /* of the present case */
  char *geometry[2];
  char *operation;
  char *argument;
  guint n_run, n_skipped, n_silent;
} Run;

static GEOSContextHandle_t geos;

static GEOSGeometry *
read_geometry (const char *text)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (text));

  if (trimmed[0] == '0')
    return GEOSGeomFromHEX_buf_r (geos, (const unsigned char *) trimmed, strlen (trimmed));
  return GEOSGeomFromWKT_r (geos, trimmed);
}

static gboolean
is_area (const GEOSGeometry *geometry)
{
  int type = GEOSGeomTypeId_r (geos, geometry);

  return type == GEOS_POLYGON || type == GEOS_MULTIPOLYGON;
}

/* From the units of the case to millimetres around its middle. */
typedef struct
{
  double factor;
  double x, y;
  double size; /* units */
} Scale;

static Scale
find_scale (GEOSGeometry *const *geometries)
{
  double west = INFINITY, south = INFINITY, east = -INFINITY, north = -INFINITY;
  Scale scale = { 1000.0, 0.0, 0.0, 0.0 };

  for (guint i = 0; i < 2; i++)
    {
      double value = 0.0;

      if (geometries[i] == NULL || GEOSisEmpty_r (geos, geometries[i]))
        continue;
      GEOSGeom_getXMin_r (geos, geometries[i], &value);
      west = MIN (west, value);
      GEOSGeom_getYMin_r (geos, geometries[i], &value);
      south = MIN (south, value);
      GEOSGeom_getXMax_r (geos, geometries[i], &value);
      east = MAX (east, value);
      GEOSGeom_getYMax_r (geos, geometries[i], &value);
      north = MAX (north, value);
    }
  if (west > east)
    return scale;
  scale.size = MAX (east - west, north - south);
  if (scale.size < SMALL_UNITS)
    scale.factor *= SMALL_FACTOR / 1000.0;
  for (double size = scale.size; size > LARGE_UNITS; size /= 10.0)
    scale.factor /= 10.0;
  scale.x = floor ((west + east) / 2);
  scale.y = floor ((south + north) / 2);
  return scale;
}

static int
scale_cb (double *x, double *y, void *data)
{
  const Scale *scale = data;

  *x = (*x - scale->x) * scale->factor;
  *y = (*y - scale->y) * scale->factor;
  return 1;
}

static GEOSGeometry *
to_millimetres (const GEOSGeometry *geometry, const Scale *scale)
{
  return GEOSGeom_transformXY_r (geos, geometry, scale_cb, (void *) scale);
}

static WgShape *
to_shape (const GEOSGeometry *millimetres)
{
  WgShape *shape = wg_shape_new ();

  g_assert_true (wg_geos_to_shape (millimetres, shape));
  return shape;
}

/* Claims of one shape or two, owners 1 and 2; nothing is snapped and nothing is a sliver. */
static WgBuildResult *
build (const WgShape *a, guint depth_a, const WgShape *b, guint depth_b)
{
  const WgBuildOptions options = { 0.0, 0.0 };
  const WgClaim claims[] = { { .owner = 1, .depth = depth_a, .order = 1, .shape = a },
                             { .owner = 2, .depth = depth_b, .order = 2, .shape = b } };
  g_autoptr (GArray) problems = g_array_new (FALSE, FALSE, sizeof (WgProblem));
  g_autoptr (GError) error = NULL;
  WgBuildResult *result = wg_build (claims, b != NULL ? 2 : 1, &options, NULL, NULL, &error);

  g_assert_no_error (error);
  wg_coverage_verify (result->coverage, problems, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (problems->len, ==, 0);
  return result;
}

/* The land of an owner; 0: of anybody. */
static WgShape *
land_of (const WgCoverage *coverage, guint32 owner)
{
  g_autoptr (GArray) faces = g_array_new (FALSE, FALSE, sizeof (WgFaceId));
  WgShape *shape = wg_shape_new ();

  for (WgFaceId face = 1; face < wg_coverage_face_limit (coverage); face++)
    if (wg_coverage_has_face (coverage, face) && wg_coverage_owner (coverage, face) != 0
        && (owner == 0 || wg_coverage_owner (coverage, face) == owner))
      g_array_append_val (faces, face);
  if (faces->len > 0)
    wg_coverage_dissolve (coverage, (const WgFaceId *) faces->data, faces->len, shape);
  return shape;
}

static WgShape *
make_union (const WgShape *a, const WgShape *b)
{
  g_autoptr (WgBuildResult) result = build (a, 1, b, 1);

  return land_of (result->coverage, 0);
}

static WgShape *
make_difference (const WgShape *a, const WgShape *b)
{
  g_autoptr (WgBuildResult) result = build (a, 1, b, 2);

  return land_of (result->coverage, 1);
}

/* What is left of @a without what is in @a alone. */
static WgShape *
make_intersection (const WgShape *a, const WgShape *b)
{
  g_autoptr (WgShape) rest = make_difference (a, b);

  return make_difference (a, rest);
}

static WgShape *
overlay (const char *operation, const WgShape *a, const WgShape *b)
{
  if (g_str_has_prefix (operation, "union"))
    return make_union (a, b);
  if (g_str_has_prefix (operation, "difference"))
    return make_difference (a, b);
  if (g_str_has_prefix (operation, "intersection"))
    return make_intersection (a, b);
  if (g_str_has_prefix (operation, "symdifference"))
    {
      g_autoptr (WgShape) all = make_union (a, b);
      g_autoptr (WgShape) both = make_intersection (a, b);

      return make_difference (all, both);
    }
  return NULL;
}

static double
length_of (const WgShape *shape)
{
  double length = 0.0;

  for (guint i = 0; i < shape->rings->len; i++)
    {
      const WgRing *ring = &WG_SHAPE_RING (shape, i);

      for (guint j = 0; j < ring->n_points; j++)
        {
          WgPoint p = WG_SHAPE_POINT (shape, ring->first + j);
          WgPoint q = WG_SHAPE_POINT (shape, ring->first + (j + 1) % ring->n_points);

          length += hypot ((double) q.x - p.x, (double) q.y - p.y);
        }
    }
  return length;
}

/* Square millimetres that only one of the two has. */
static double
difference_of (const WgShape *shape, const GEOSGeometry *expected)
{
  GEOSGeometry *found = wg_geos_from_shape (shape);
  GEOSGeometry *between = NULL;
  double area = 0.0;

  g_assert_nonnull (found);
  g_assert_true (GEOSisEmpty_r (geos, found) || GEOSisValid_r (geos, found));
  between = GEOSSymDifference_r (geos, found, expected);
  g_assert_nonnull (between);
  GEOSArea_r (geos, between, &area);
  GEOSGeom_destroy_r (geos, between);
  GEOSGeom_destroy_r (geos, found);
  return area;
}

/* The land of an answer that may have lines and points, too. */
static GEOSGeometry *
area_of_answer (const GEOSGeometry *answer, const Scale *scale)
{
  GEOSGeometry *millimetres = to_millimetres (answer, scale);
  g_autoptr (WgShape) shape = to_shape (millimetres);

  GEOSGeom_destroy_r (geos, millimetres);
  return wg_geos_from_shape (shape);
}

static void
test_overlay (Run *run, const WgShape *a, const WgShape *b, const Scale *scale)
{
  GEOSGeometry *answer = read_geometry (run->text->str);
  GEOSGeometry *expected = answer != NULL ? area_of_answer (answer, scale) : NULL;
  g_autoptr (WgShape) found = overlay (run->operation, a, b);

  g_assert_nonnull (expected);
  g_assert_nonnull (found);
  g_assert_cmpfloat (difference_of (found, expected), <=, length_of (a) + length_of (b));
  GEOSGeom_destroy_r (geos, expected);
  GEOSGeom_destroy_r (geos, answer);
  run->n_run++;
}

/* What two overlays share out is what there was. */
static void
test_areas (Run *run, const WgShape *a, const WgShape *b)
{
  g_autoptr (WgBuildResult) alone = build (a, 1, NULL, 0);
  g_autoptr (WgShape) whole = land_of (alone->coverage, 0);
  g_autoptr (WgShape) rest = make_difference (a, b);
  g_autoptr (WgShape) both = make_intersection (a, b);
  g_autoptr (WgShape) all = make_union (a, b);
  g_autoptr (WgShape) other = make_difference (b, a);
  double allowed_m2 = (length_of (a) + length_of (b)) / 1e6;

  g_assert_cmpfloat (fabs (wg_shape_area_m2 (whole) - wg_shape_area_m2 (rest)
                           - wg_shape_area_m2 (both)), <=, allowed_m2);
  g_assert_cmpfloat (fabs (wg_shape_area_m2 (all) - wg_shape_area_m2 (rest)
                           - wg_shape_area_m2 (both) - wg_shape_area_m2 (other)), <=, allowed_m2);
  g_assert_cmpfloat (wg_shape_area_m2 (all), >, 0.0);
  run->n_run++;
}

/* Even-odd: how often a ray to the east meets the ring. */
static gboolean
is_inside (const GEOSGeometry *ring, double x, double y)
{
  const GEOSCoordSequence *sequence = GEOSGeom_getCoordSeq_r (geos, ring);
  gboolean inside = FALSE;
  unsigned n = 0;

  GEOSCoordSeq_getSize_r (geos, sequence, &n);
  for (unsigned i = 1; i < n; i++)
    {
      double x0 = 0.0, y0 = 0.0, x1 = 0.0, y1 = 0.0;

      GEOSCoordSeq_getXY_r (geos, sequence, i - 1, &x0, &y0);
      GEOSCoordSeq_getXY_r (geos, sequence, i, &x1, &y1);
      if ((y0 > y) != (y1 > y) && x < x0 + (y - y0) / (y1 - y0) * (x1 - x0))
        inside = !inside;
    }
  return inside;
}

/* The faces between the ring's lines that are inside it. */
static GEOSGeometry *
ring_to_land (const GEOSGeometry *ring)
{
  GEOSGeometry *noded = GEOSUnaryUnion_r (geos, ring);
  GEOSGeometry *faces = GEOSPolygonize_r (geos, (const GEOSGeometry *const *) &noded, 1);
  g_autoptr (GPtrArray) inside = g_ptr_array_new ();
  GEOSGeometry *all = NULL, *land = NULL;

  g_assert_nonnull (faces);
  for (int i = 0; i < GEOSGetNumGeometries_r (geos, faces); i++)
    {
      const GEOSGeometry *face = GEOSGetGeometryN_r (geos, faces, i);
      GEOSGeometry *point = GEOSPointOnSurface_r (geos, face);
      double x = 0.0, y = 0.0;

      GEOSGeomGetX_r (geos, point, &x);
      GEOSGeomGetY_r (geos, point, &y);
      GEOSGeom_destroy_r (geos, point);
      if (is_inside (ring, x, y))
        g_ptr_array_add (inside, GEOSGeom_clone_r (geos, face));
    }
  all = GEOSGeom_createCollection_r (geos, GEOS_GEOMETRYCOLLECTION,
                                     (GEOSGeometry **) inside->pdata, inside->len);
  land = GEOSUnaryUnion_r (geos, all);
  GEOSGeom_destroy_r (geos, all);
  GEOSGeom_destroy_r (geos, faces);
  GEOSGeom_destroy_r (geos, noded);
  return land;
}

/* Gives both away and returns what @operation makes of them. */
static GEOSGeometry *
put_together (GEOSGeometry *(*operation) (GEOSContextHandle_t, const GEOSGeometry *,
                                          const GEOSGeometry *),
              GEOSGeometry *a, GEOSGeometry *b)
{
  GEOSGeometry *result = operation (geos, a, b);

  g_assert_nonnull (result);
  GEOSGeom_destroy_r (geos, a);
  GEOSGeom_destroy_r (geos, b);
  return result;
}

/* How a polygon is read: even-odd, part by part; what parts repeat counts once. */
static GEOSGeometry *
read_by_parts (const GEOSGeometry *geometry)
{
  GEOSGeometry *sum = GEOSGeom_createEmptyPolygon_r (geos);

  for (int i = 0; i < GEOSGetNumGeometries_r (geos, geometry); i++)
    {
      const GEOSGeometry *part = GEOSGetGeometryN_r (geos, geometry, i);
      GEOSGeometry *land = ring_to_land (GEOSGetExteriorRing_r (geos, part));

      for (int j = 0; j < GEOSGetNumInteriorRings_r (geos, part); j++)
        land = put_together (GEOSSymDifference_r, land,
                             ring_to_land (GEOSGetInteriorRingN_r (geos, part, j)));
      sum = put_together (GEOSUnion_r, sum, land);
    }
  return sum;
}

/*
 * Valid or not, the land is what even-odd makes of it part by part, and a valid polygon is not called
 * repaired. An invalid one is, but where its land is beyond doubt: rings that touch themselves or
 * one another, that go a stretch to and fro, parts that share a border or overlap (counted once; the
 * balance of an import tells), rings without land (told as a row without).
 */
static void
test_validity (Run *run, const GEOSGeometry *millimetres, gboolean is_valid)
{
  g_autoptr (WgShape) shape = to_shape (millimetres);
  g_autoptr (WgBuildResult) result = NULL;
  g_autoptr (WgShape) found = NULL;
  GEOSGeometry *rounded = wg_geos_from_shape (shape);
  GEOSGeometry *expected = read_by_parts (rounded);
  gboolean is_repaired = FALSE;

  result = build (shape, 1, NULL, 0);
  found = land_of (result->coverage, 0);
  for (guint i = 0; i < result->decisions->len; i++)
    is_repaired |= g_array_index (result->decisions, WgDecision, i).kind == WG_DECISION_RING_REPAIRED;
  if (is_valid)
    g_assert_false (is_repaired);
  else if (!is_repaired)
    {
      g_test_message ("nothing said of: %s", run->name->str);
      run->n_silent++;
    }
  g_assert_cmpfloat (difference_of (found, expected), <=, 1.0 + length_of (shape));
  GEOSGeom_destroy_r (geos, expected);
  GEOSGeom_destroy_r (geos, rounded);
  run->n_run++;
}

static void
test_repair (Run *run, const GEOSGeometry *millimetres, const Scale *scale)
{
  g_autoptr (WgShape) shape = to_shape (millimetres);
  g_autoptr (WgBuildResult) result = build (shape, 1, NULL, 0);
  g_autoptr (WgShape) found = land_of (result->coverage, 0);
  GEOSGeometry *answer = read_geometry (run->text->str);
  GEOSGeometry *expected = NULL;

  g_assert_nonnull (answer);
  /* GEOS cuts out what two parts cover both; land that a grid claims twice is the grid's. */
  expected = strstr (run->name->str, "second_part_overlapping") != NULL
               ? read_by_parts (millimetres)
               : area_of_answer (answer, scale);
  g_assert_cmpfloat (difference_of (found, expected), <=, 1.0 + length_of (shape));
  GEOSGeom_destroy_r (geos, expected);
  GEOSGeom_destroy_r (geos, answer);
  run->n_run++;
}

static void
add_strokes (WgNoding *noding, const GEOSGeometry *lines)
{
  for (int i = 0; i < GEOSGetNumGeometries_r (geos, lines); i++)
    {
      const GEOSGeometry *line = GEOSGetGeometryN_r (geos, lines, i);
      const GEOSCoordSequence *sequence = GEOSGeom_getCoordSeq_r (geos, line);
      g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (WgPoint));
      unsigned n = 0;

      GEOSCoordSeq_getSize_r (geos, sequence, &n);
      for (unsigned j = 0; j < n; j++)
        {
          double x = 0.0, y = 0.0;
          WgPoint point;

          GEOSCoordSeq_getXY_r (geos, sequence, j, &x, &y);
          point = (WgPoint){ (gint32) lround (x), (gint32) lround (y) };
          if (points->len == 0
              || !wg_point_equal (point, g_array_index (points, WgPoint, points->len - 1)))
            g_array_append_val (points, point);
        }
      if (points->len > 1)
        wg_noding_add_stroke (noding, (const WgPoint *) points->data, points->len);
    }
}

/* Each stretch of the noded lines once. */
static double
measure_once (const WgNoding *noding)
{
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  double length = 0.0;

  for (guint i = 0; i < noding->n_strokes; i++)
    {
      const WgChain *chain = &WG_NODING_CHAIN (noding, i);

      for (guint j = 1; j < chain->points->len; j++)
        {
          WgPoint p = WG_CHAIN_POINT (chain, j - 1), q = WG_CHAIN_POINT (chain, j);
          gboolean turns = p.x > q.x || (p.x == q.x && p.y > q.y);
          WgPoint a = turns ? q : p, b = turns ? p : q;

          if (g_hash_table_add (known, g_strdup_printf ("%d %d %d %d", a.x, a.y, b.x, b.y)))
            length += hypot ((double) q.x - p.x, (double) q.y - p.y);
        }
    }
  return length;
}

/* Lines that lie almost on one another: the length of their union. Where rounding parts two that
 * were one by a unit both count, as they do for GEOS on rounded input. */
static void
test_length (Run *run, const GEOSGeometry *millimetres, const Scale *scale)
{
  g_autoptr (WgCoverage) nothing = wg_coverage_new ();
  g_autoptr (GError) error = NULL;
  WgNoding noding;
  double expected = g_ascii_strtod (g_strstrip (run->text->str), NULL);

  wg_noding_init (&noding, nothing);
  add_strokes (&noding, millimetres);
  g_assert_true (wg_noding_run (&noding, &error));
  g_assert_no_error (error);
  g_test_message ("length %.4f, expected %.4f", measure_once (&noding) / scale->factor, expected);
  g_assert_cmpfloat (fabs (measure_once (&noding) / scale->factor - expected), <=, 0.01 * expected);
  wg_noding_clear (&noding);
  run->n_run++;
}

/* One operation on areas, @a and perhaps @b in millimetres. */
static void
test_on_areas (Run *run, GEOSGeometry *const *both, const Scale *scale)
{
  const char *name = run->operation;
  gboolean takes_b = g_strcmp0 (run->argument, "B") == 0 || g_strcmp0 (run->argument, "b") == 0;
  const GEOSGeometry *first = takes_b ? both[1] : both[0];

  if (strcmp (name, "isValid") == 0)
    test_validity (run, first, strstr (run->text->str, "true") != NULL);
  else if (strcmp (name, "makevalid") == 0)
    test_repair (run, first, scale);
  else if (both[1] == NULL || !is_area (both[1]))
    run->n_skipped++;
  else
    {
      g_autoptr (WgShape) a = to_shape (both[takes_b]);
      g_autoptr (WgShape) b = to_shape (both[!takes_b]);

      if (strcmp (name, "areatest") == 0 || strcmp (name, "overlayAreaTest") == 0)
        test_areas (run, a, b);
      else
        test_overlay (run, a, b, scale);
    }
}

static void
run_operation (Run *run)
{
  GEOSGeometry *given[2] = { NULL, NULL };
  GEOSGeometry *both[2] = { NULL, NULL };
  Scale scale;

  for (guint i = 0; i < 2; i++)
    if (run->geometry[i] != NULL)
      given[i] = read_geometry (run->geometry[i]);
  scale = find_scale (given);
  for (guint i = 0; i < 2; i++)
    if (given[i] != NULL)
      both[i] = to_millimetres (given[i], &scale);
  if (g_test_verbose ())
    g_test_message ("%s: %s", run->name->str, run->operation);
  if (strcmp (run->operation, "relate") == 0 || strcmp (run->operation, "buffer") == 0
      || both[0] == NULL || scale.size > MOST_UNITS)
    run->n_skipped++;
  else if (strcmp (run->operation, "unionLength") == 0)
    test_length (run, both[0], &scale);
  else if (!is_area (both[0]))
    run->n_skipped++;
  else
    test_on_areas (run, both, &scale);
  for (guint i = 0; i < 2; i++)
    {
      GEOSGeom_destroy_r (geos, both[i]);
      GEOSGeom_destroy_r (geos, given[i]);
    }
}

static void
start_cb (GMarkupParseContext *context, const char *element, const char **names,
          const char **values, gpointer data, GError **error)
{
  Run *run = data;

  g_string_truncate (run->text, 0);
  if (strcmp (element, "case") == 0)
    {
      g_clear_pointer (&run->geometry[0], g_free);
      g_clear_pointer (&run->geometry[1], g_free);
      g_string_truncate (run->name, 0);
    }
  for (guint i = 0; strcmp (element, "op") == 0 && names[i] != NULL; i++)
    {
      char **place = strcmp (names[i], "name") == 0   ? &run->operation
                     : strcmp (names[i], "arg1") == 0 ? &run->argument
                                                      : NULL;

      if (place == NULL)
        continue;
      g_free (*place);
      *place = g_strdup (values[i]);
    }
}

static void
end_cb (GMarkupParseContext *context, const char *element, gpointer data, GError **error)
{
  Run *run = data;

  if (strcmp (element, "a") == 0 || strcmp (element, "b") == 0)
    {
      g_free (run->geometry[element[0] - 'a']);
      run->geometry[element[0] - 'a'] = g_strdup (run->text->str);
    }
  else if (strcmp (element, "desc") == 0)
    g_string_assign (run->name, g_strstrip (run->text->str));
  else if (strcmp (element, "op") == 0)
    run_operation (run);
}

static void
text_cb (GMarkupParseContext *context, const char *text, gsize length, gpointer data,
         GError **error)
{
  g_string_append_len (((Run *) data)->text, text, (gssize) length);
}

static void
run_clear (Run *run)
{
  g_string_free (run->text, TRUE);
  g_string_free (run->name, TRUE);
  g_free (run->geometry[0]);
  g_free (run->geometry[1]);
  g_free (run->operation);
  g_free (run->argument);
}

static void
test_file (gconstpointer data)
{
  static const GMarkupParser parser = { start_cb, end_cb, text_cb, NULL, NULL };
  const File *file = data;
  const char *folder = g_getenv ("WG_SHARED_DATA");
  g_autofree char *path = g_build_filename (folder != NULL ? folder : "/nowhere", "bad_inputs",
                                            file->file, NULL);
  g_autoptr (GMarkupParseContext) context = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  gsize length = 0;
  Run run = { .text = g_string_new (NULL), .name = g_string_new (NULL) };

  if (g_file_get_contents (path, &text, &length, NULL))
    {
      context = g_markup_parse_context_new (&parser, 0, &run, NULL);
      g_assert_true (g_markup_parse_context_parse (context, text, (gssize) length, &error));
      g_assert_no_error (error);
      g_test_message ("%u compared, %u skipped, %u not told", run.n_run, run.n_skipped,
                      run.n_silent);
      g_assert_cmpuint (run.n_run, ==, file->n_run);
      g_assert_cmpuint (run.n_skipped, ==, file->n_skipped);
      g_assert_cmpuint (run.n_silent, ==, file->n_silent);
    }
  else
    g_test_skip ("the shared data is not there");
  run_clear (&run);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  geos = wg_geos_context ();
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *name = g_strconcat ("/geometry/overlay-cases/", files[i].file, NULL);

      g_test_add_data_func (name, &files[i], test_file);
    }
  return g_test_run ();
}
