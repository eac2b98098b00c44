/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-words"

#include "wg-words.h"

#include "../check/wg-fix.h"
#include "../exchange/wg-source.h"
#include "../plan/wg-commands.h"
#include "../render/wg-render-error.h"
#include "../store/wg-project.h"

#include <glib/gi18n.h>

static const char *
words_geometry (int code)
{
  switch (code)
    {
    case WG_GEOMETRY_ERROR_NOTHING:
      return _("The line divides no grid. Draw it from outside one border across to outside another.");
    case WG_GEOMETRY_ERROR_RANGE:
      return _("A point lies too far from the project. Check the coordinate system.");
    case WG_GEOMETRY_ERROR_CONFLICT:
      return _("The map has changed meanwhile. Please try again.");
    case WG_GEOMETRY_ERROR_CORRUPT:
      return _("The borders stored in this project do not fit together.");
    case WG_GEOMETRY_ERROR_INVALID:
      return _("This is not a usable line or area: it has too few points.");
    case WG_GEOMETRY_ERROR_CROSSING:
      return _("The border would cross another one there.");
    default:
      return NULL;
    }
}

static const char *
words_crs (int code)
{
  switch (code)
    {
    case WG_CRS_ERROR_UNKNOWN:
      return _("This coordinate system is not known. Give an EPSG number such as 4549.");
    case WG_CRS_ERROR_NOT_METRIC:
      return _("A project needs a projected coordinate system in metres, not longitude and latitude.");
    case WG_CRS_ERROR_TRANSFORM:
      return _("Coordinates cannot be transformed to the coordinate system of the project.");
    case WG_CRS_ERROR_RANGE:
      return _("The data lie too far from the project. Check the coordinate system.");
    case WG_CRS_ERROR_FIT:
      return _("The control points do not serve: three or more are needed that do not lie on one "
               "line, as x, y, X, Y.");
    default:
      return NULL;
    }
}

static const char *
words_plan (int code)
{
  switch (code)
    {
    case WG_PLAN_ERROR_NOTHING:
      return _("There is nothing to change.");
    case WG_PLAN_ERROR_NO_GRID:
      return _("There is no such grid.");
    case WG_PLAN_ERROR_NO_PERSON:
      return _("There is no such person, or there are several of that name.");
    case WG_PLAN_ERROR_BAD_STAFF:
      return _("This does not fit together: a name has 1 to 30 characters, a role has words, nothing ends before "
               "it begins, and nobody stands in for himself.");
    case WG_PLAN_ERROR_CODE_TAKEN:
      return _("This code is in use, or was once: codes are never given twice.");
    case WG_PLAN_ERROR_NAME_TAKEN:
      return _("Another grid of the same parent has this name.");
    case WG_PLAN_ERROR_BAD_CODE:
      return _("A code has 1 to 24 letters, digits or hyphens.");
    case WG_PLAN_ERROR_BAD_NAME:
      return _("A name has 1 to 30 characters.");
    case WG_PLAN_ERROR_BAD_LEVELS:
      return _("A project has 2 to 5 levels with different names of 1 to 12 characters.");
    case WG_PLAN_ERROR_BAD_FRAME:
      return _("The coordinate system of the project was decided meanwhile. Import the file again.");
    case WG_PLAN_ERROR_BAD_PATTERN:
      return _("This is no pattern of codes. Such a one is {parent}{nnn}: the code of the parent and "
               "three digits.");
    case WG_PLAN_ERROR_BAD_NAME_PATTERN:
      return _("This is no pattern of names: {n}, {nn} and {zh} are the number, {name} and {code} what the grid has.");
    case WG_PLAN_ERROR_NOT_COUNTED:
      return _("Nobody has told how many households there are. Import buildings with their "
               "households, or have them estimated.");
    case WG_PLAN_ERROR_NO_BUILDING:
      return _("There is no such building, or several have this code.");
    case WG_PLAN_ERROR_BAD_SHARE:
      return _("A part of a building needs units, floors or households; units and floors such as 1-3,5, "
               "inside the building, and no flat in two parts.");
    case WG_PLAN_ERROR_SHARE_SUM:
      return _("The parts have more households or people than the building.");
    case WG_PLAN_ERROR_NO_FRAME:
      return _("The project has no coordinate system yet. It comes with the first file that has a place, or the first grid.");
    case WG_PLAN_ERROR_BUSY:
      return _("The map is being replaced. Please wait until that is done.");
    case WG_PLAN_ERROR_LEVEL:
      return _("The grids are not all of one level.");
    case WG_PLAN_ERROR_NO_VERTEX:
      return _("There is no vertex of a border there that could move so.");
    case WG_PLAN_ERROR_LANDLESS:
      return _("A grid would lose all its land. Allow it to be retired, or leave it some land.");
    case WG_PLAN_ERROR_NOT_FREE:
      return _("All the land there is of other grids. Say from which it may be taken.");
    case WG_PLAN_ERROR_CORRUPT:
      return _("The content of this project does not fit together.");
    default:
      return NULL;
    }
}

static const char *
words_store (int code)
{
  switch (code)
    {
    case WG_STORE_ERROR_NOT_PROJECT:
      return _("This file is not a Wangge project, or it is damaged.");
    case WG_STORE_ERROR_NEWER:
      return _("This project was made by a newer Wangge. Please install the newer version.");
    case WG_STORE_ERROR_EXISTS:
      return _("A file of this name exists already. Choose another name.");
    case WG_STORE_ERROR_READ_ONLY:
      return _("The project is open read-only.");
    case WG_STORE_ERROR_LOCKED:
      return _("Another program uses the file. Close it there and try again.");
    case WG_STORE_ERROR_FULL:
      return _("The disk is full. Nothing was changed.");
    case WG_STORE_ERROR_CORRUPT:
      return _("The project file is damaged. Open a backup copy.");
    case WG_STORE_ERROR_FAILED:
      return _("The project file cannot be read or written. Check the folder and the disk.");
    case WG_STORE_ERROR_MISSING:
      return _("There is no such file or folder. It may have been moved or renamed.");
    case WG_STORE_ERROR_NO_SCHEME:
      return _("The project has no such scheme.");
    case WG_STORE_ERROR_SCHEME_IN_FORCE:
      return _("This scheme is in force, and its codes are in use. Put another one in force first.");
    case WG_STORE_ERROR_SCHEME_OPEN:
      return _("This scheme is open. Open another one first.");
    case WG_STORE_ERROR_BAD_DATE:
      return _("Give a day such as 2026-11-20.");
    case WG_STORE_ERROR_EARLY_DATE:
      return _("The scheme in force began after this day. Give a later one, or change the day of that scheme first.");
    case WG_STORE_ERROR_CODE_CLASH:
      return _("Some of its codes are of other grids in the scheme in force. Say whether these grids get new codes "
               "or keep them.");
    case WG_STORE_ERROR_SCHEME_NAME:
      return _("Give the scheme a name of 1 to 30 characters that no other one has.");
    default:
      return NULL;
    }
}

static const char *
words_exchange (int code)
{
  switch (code)
    {
    case WG_EXCHANGE_ERROR_OPEN:
      return _("The file cannot be read: it is missing, damaged, or of an unknown kind.");
    case WG_EXCHANGE_ERROR_NO_LAYER:
      return _("The file has no such layer.");
    case WG_EXCHANGE_ERROR_NO_CRS:
      return _("The file does not say its coordinate system, or its numbers contradict what it says. "
               "Choose it.");
    case WG_EXCHANGE_ERROR_NO_FIELD:
      return _("A chosen column is not in the file.");
    case WG_EXCHANGE_ERROR_EMPTY:
      return _("There is nothing usable in the file: no row has an area.");
    case WG_EXCHANGE_ERROR_WRITE:
      return _("The file cannot be written. Check the folder and the disk.");
    case WG_EXCHANGE_ERROR_FORMAT:
      return _("This kind of file is not known. Use .gpkg, .shp, .geojson, .kml, .dxf, .svg, .xlsx or .csv.");
    case WG_EXCHANGE_ERROR_ENCODING:
      return _("This text encoding is not known. Try GB18030 or UTF-8.");
    case WG_EXCHANGE_ERROR_FULL:
      return _("The disk is full. Nothing was written.");
    case WG_EXCHANGE_ERROR_MISSING:
      return _("There is no such file or folder. It may have been moved or renamed.");
    case WG_EXCHANGE_ERROR_ACCESS:
      return _("The file may not be read. Ask for the right to read it, or copy it.");
    case WG_EXCHANGE_ERROR_NONE_FIT:
      return _("Nothing in the file serves for this: no row has what is needed, or all lie far from the project.");
    case WG_EXCHANGE_ERROR_EMPTY_FILE:
      return _("The file or folder is empty. Perhaps the copy was broken off; copy it again.");
    case WG_EXCHANGE_ERROR_KIND:
      return _("This is no map or table that can be read, or its name has a wrong ending.");
    case WG_EXCHANGE_ERROR_DAMAGED:
      return _("The file is damaged or cut off. Copy it again, or save it again where it was made.");
    case WG_EXCHANGE_ERROR_PASSWORD:
      return _("The file needs a password. Save it without one and try again.");
    case WG_EXCHANGE_ERROR_DRAWING:
      return _("This DWG is of a version that cannot be read. Save the drawing as DXF "
               "(in CAD: Save as, AutoCAD 2000 DXF) and import that.");
    case WG_EXCHANGE_ERROR_DRIVER:
      return _("This kind of file cannot be read here. Unpack it, or save it as Shapefile, "
               "GeoPackage, DXF or XLSX.");
    case WG_EXCHANGE_ERROR_SIDECAR:
      return _("A file that belongs to it is missing: a Shapefile needs .shp, .shx and .dbf, a "
               "MapInfo table .tab, .dat, .map and .id. Put them into one folder.");
    case WG_EXCHANGE_ERROR_TEXT:
      return _("This text file holds no readable text.");
    case WG_EXCHANGE_ERROR_NO_GEOMETRY:
      return _("The clipboard has no line and no polygon. Copy WKT or GeoJSON text and try again.");
    case WG_EXCHANGE_ERROR_VECTOR_TILES:
      return _("The file holds vector tiles, which cannot be a base map. Use picture tiles.");
    default:
      return NULL;
    }
}

static const char *
words_fix (int code)
{
  return code == WG_FIX_ERROR_STALE      ? _("What this was about is not there any more.")
         : code == WG_FIX_ERROR_QUESTION ? _("Only people can tell how to fix this one.")
                                         : NULL;
}

static const char *
words_render (int code)
{
  switch (code)
    {
    case WG_RENDER_ERROR_NO_GRID:
      return _("This grid has no land, so there is nothing to draw.");
    case WG_RENDER_ERROR_WRITE:
      return _("The file cannot be written. Check the folder and the disk.");
    case WG_RENDER_ERROR_TOO_LARGE:
      return _("A picture of this sheet would be too large. Use fewer dots per inch, or a PDF.");
    case WG_RENDER_ERROR_OPTIONS:
      return _("This is no template of a chart, or one that this version does not know.");
    default:
      return NULL;
    }
}

/* Names what is fixed. */
static char *
words_locked (const GError *error)
{
  const char *grid = wg_plan_error_get_grid_name (error);
  const char *level = wg_plan_error_get_level_name (error);

  if (level != NULL)
    return g_strdup_printf (_("The borders of level “%s” are pinned: the land of “%s” stays as it is."
                              " Unpin the level first."), level, grid);
  return g_strdup_printf (_("“%s” is locked: its land and its borders stay as they are. Unlock it"
                            " first."), grid);
}

char *
wg_words_error (const GError *error)
{
  const char *words = NULL;

  if (g_error_matches (error, WG_PLAN_ERROR, WG_PLAN_ERROR_LOCKED))
    return words_locked (error);

  if (error->domain == WG_GEOMETRY_ERROR)
    words = words_geometry (error->code);
  else if (error->domain == WG_CRS_ERROR)
    words = words_crs (error->code);
  else if (error->domain == WG_PLAN_ERROR)
    words = words_plan (error->code);
  else if (error->domain == WG_STORE_ERROR)
    words = words_store (error->code);
  else if (error->domain == WG_EXCHANGE_ERROR)
    words = words_exchange (error->code);
  else if (error->domain == WG_RENDER_ERROR)
    words = words_render (error->code);
  else if (error->domain == WG_FIX_ERROR)
    words = words_fix (error->code);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    words = _("Cancelled. Nothing was changed.");

  /* GIO's own messages are translated sentences. */
  return g_strdup (words != NULL ? words : error->message);
}
