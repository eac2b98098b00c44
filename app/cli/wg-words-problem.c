/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-words"

#include "wg-words.h"

#include <glib/gi18n.h>

const char *
wg_words_problem_kind (WgRowProblemKind kind)
{
  switch (kind)
    {
    case WG_ROW_NO_GEOMETRY:
      return _("Rows without a shape");
    case WG_ROW_NOT_POLYGON:
      return _("Points or lines instead of areas");
    case WG_ROW_OUT_OF_RANGE:
      return _("Coordinates far outside the project");
    case WG_ROW_UNREADABLE:
      return _("Unreadable rows");
    case WG_ROW_INVALID_GEOMETRY:
      return _("Damaged shapes, repaired");
    case WG_ROW_DUPLICATE_CODE:
      return _("Codes used more than once");
    case WG_ROW_MISSING_CODE:
      return _("Missing codes, given by rule");
    case WG_ROW_MISSING_NAME:
      return _("Missing names, given by rule");
    case WG_ROW_BAD_TEXT:
      return _("Text that cannot be read in this encoding");
    case WG_ROW_BAD_NUMBER:
      return _("Counts that are no numbers, not known now");
    case WG_ROW_PERSONAL_DATA:
      return _("Columns with personal data, left out");
    case WG_ROW_UNMAPPED_FIELD:
      return _("Columns not brought in");
    case WG_ROW_OTHER_LAYER:
      return _("Other layers with areas, not read");
    case WG_ROW_MISSING_PART:
      return _("Files that belong to it and are missing");
    case WG_ROW_UNREAD_MEMBER:
      return _("Files in it that could not be read");
    case WG_ROW_AXES_SWAPPED:
      return _("Order of the coordinates");
    case WG_ROW_CRS_DOUBTED:
    case WG_ROW_CRS_GUESSED:
      return _("Coordinate system");
    case WG_ROW_SHIFT_READ:
    case WG_ROW_SHIFT_SUSPECTED:
      return _("Shifted coordinates (GCJ-02, BD-09)");
    case WG_ROW_LINES_JOINED:
      return _("Lines joined to areas");
    case WG_ROW_GAP_BRIDGED:
      return _("Gaps between lines, closed");
    case WG_ROW_LINE_TRIMMED:
      return _("Ends of lines that stood over, cut off");
    case WG_ROW_LINE_UNUSED:
      return _("Lines that enclose nothing");
    case WG_ROW_TEXT_UNUSED:
      return _("Texts of the drawing without an area");
    case WG_ROW_PARENTS_NAMED:
      return _("Higher grids that the rows name");
    case WG_ROW_NO_PARENT:
      return _("Grids that lie in no higher grid");
    case WG_ROW_NO_LAND:
      return _("Rows whose land others have");
    case WG_ROW_REPEATED:
      return _("Buildings that stand in the file twice");
    case WG_ROW_SAME_PLACE:
      return _("Buildings on the same ground as another one");
    default:
      return _("Other problems");
    }
}

/* What is wrong, without the place. */
static char *
describe_problem (const WgRowProblem *problem)
{
  const char *detail = problem->detail != NULL ? problem->detail : "";
  const char *field = problem->field != NULL ? problem->field : "";

  switch (problem->kind)
    {
    case WG_ROW_NO_GEOMETRY:
      return g_strdup (_("it has no shape and was left out"));
    case WG_ROW_NOT_POLYGON:
      return g_strdup (_("it is not an area and was left out"));
    case WG_ROW_OUT_OF_RANGE:
      return g_strdup (_("it lies too far away and was left out; check the coordinate system"));
    case WG_ROW_UNREADABLE:
      return g_strdup (_("it cannot be read and was left out"));
    case WG_ROW_INVALID_GEOMETRY:
      return g_strdup (_("its outline crosses itself or is open; it was repaired"));
    case WG_ROW_DUPLICATE_CODE:
      return g_strdup_printf (_("the code “%s” is in use already"), detail);
    case WG_ROW_MISSING_CODE:
      return *detail != '\0' ? g_strdup_printf (_("it has no code and got “%s”"), detail)
                             : g_strdup (_("it has no code and got one by rule"));
    case WG_ROW_MISSING_NAME:
      return *detail != '\0' ? g_strdup_printf (_("it has no name and got “%s”"), detail)
                             : g_strdup (_("it has no name and got one by rule"));
    case WG_ROW_BAD_TEXT:
      return g_strdup_printf (_("part of the text “%s” cannot be read"), detail);
    case WG_ROW_BAD_NUMBER:
      return g_strdup_printf (_("“%s” in column “%s” is no number and counts as not known"), detail,
                              field);
    case WG_ROW_PERSONAL_DATA:
    case WG_ROW_UNMAPPED_FIELD:
      return g_strdup_printf (_("column “%s” was left out"), field);
    case WG_ROW_OTHER_LAYER:
      return g_strdup_printf (_("layer “%s” has areas too and was not read"), field);
    case WG_ROW_GAP_BRIDGED:
      return g_strdup_printf (_("a gap of %s m at the end of the line was closed"), detail);
    case WG_ROW_LINE_TRIMMED:
      return g_strdup_printf (_("the line stood over by %s m; that was cut off"), detail);
    case WG_ROW_LINE_UNUSED:
      return g_strdup_printf (_("%s m of the line enclose nothing"), detail);
    case WG_ROW_TEXT_UNUSED:
      return g_strdup_printf (_("“%s” stands in no area, or is one too many there"), detail);
    case WG_ROW_NO_PARENT:
      return *detail != '\0' ? g_strdup_printf (_("“%s” lies in no higher grid"), detail)
                             : g_strdup (_("it lies in no higher grid"));
    case WG_ROW_NO_LAND:
      return *detail != '\0'
               ? g_strdup_printf (_("others have all of the land of “%s”; it was left out"), detail)
               : g_strdup (_("others have all of its land; it was left out"));
    case WG_ROW_REPEATED:
      return g_strdup_printf (_("it is the same as row %s and was left out"), detail);
    case WG_ROW_SAME_PLACE:
      return g_strdup_printf (_("it has the outline of row %s, but says something else: both count"), detail);
    default:
      return g_strdup (*detail != '\0' ? detail : wg_words_problem_kind (problem->kind));
    }
}

static char *
describe_crs (const char *sentence, const char *crs)
{
  g_autofree char *words = wg_words_crs (crs);
  g_auto (GStrv) parts = g_strsplit (sentence, "%s", 2);

  return g_strjoin (words, parts[0], parts[1], NULL);
}

/* The problems that a whole file has. */
static char *
describe_file_problem (const WgRowProblem *problem)
{
  switch (problem->kind)
    {
    case WG_ROW_MISSING_CODE:
      return g_strdup (_("The file has no column with codes; they were given by rule"));
    case WG_ROW_MISSING_NAME:
      return g_strdup (_("The file has no column with names; they were given by rule"));
    case WG_ROW_PERSONAL_DATA:
      return g_strdup_printf (_("Column “%s” may hold residents' data and was left out"),
                              problem->field != NULL ? problem->field : "");
    case WG_ROW_UNMAPPED_FIELD:
      return g_strdup_printf (_("Column “%s” was not brought in"),
                              problem->field != NULL ? problem->field : "");
    case WG_ROW_OTHER_LAYER:
      return g_strdup_printf (_("Layer “%s” has areas too and was not read; import it by its name"),
                              problem->field != NULL ? problem->field : "");
    case WG_ROW_MISSING_PART:
      return g_strdup_printf (g_strcmp0 (problem->field, ".dbf") == 0
                                ? _("The %s file is missing, so there are no names and codes")
                                : _("The %s file is missing; it was made anew for reading"),
                              problem->field != NULL ? problem->field : "");
    case WG_ROW_UNREAD_MEMBER:
      return g_strdup_printf (_("“%s” in it could not be read"),
                              problem->field != NULL ? problem->field : "");
    case WG_ROW_AXES_SWAPPED:
      return g_strdup (_("The northing (latitude) stands before the easting (longitude); it was "
                         "read the other way round"));
    case WG_ROW_CRS_DOUBTED:
      return describe_crs (_("The file says %s, but its numbers cannot be in that; another was "
                             "taken by the size of the numbers"), problem->detail);
    case WG_ROW_CRS_GUESSED:
      return describe_crs (_("The file does not say its coordinate system; %s puts it beside what "
                             "is in the project"), problem->detail);
    case WG_ROW_SHIFT_READ:
      return g_strdup_printf (_("The file says that its places are shifted to %s: that was taken back"),
                              g_strcmp0 (problem->field, "bd09") == 0 ? "BD-09" : "GCJ-02");
    case WG_ROW_SHIFT_SUSPECTED:
      return g_strdup_printf (_("Read as %s it would fit the project better (%s m). If it comes "
                                "from such a map, import it again with that shift"),
                              g_strcmp0 (problem->field, "bd09") == 0 ? "BD-09" : "GCJ-02",
                              problem->detail != NULL ? problem->detail : "");
    case WG_ROW_LINES_JOINED:
      return g_strdup_printf (_("%s loose lines were joined to areas"),
                              problem->detail != NULL ? problem->detail : "");
    case WG_ROW_PARENTS_NAMED:
      /* Translators: a number, the name of a level */
      return g_strdup_printf (_("The rows name %s grids of level %s that are not there; they can be "
                                "made of the rows"),
                              problem->detail != NULL ? problem->detail : "",
                              problem->field != NULL ? problem->field : "");
    default:
      return NULL;
    }
}

char *
wg_words_row_problem (const WgRowProblem *problem)
{
  g_autofree char *what = NULL;
  char *whole = problem->row == 0 ? describe_file_problem (problem) : NULL;

  if (whole != NULL)
    return whole;

  what = describe_problem (problem);
  if (problem->layer != NULL && problem->row > 0)
    /* Translators: name of a layer, row number, sentence */
    return g_strdup_printf (_("Layer %s, row %u: %s"), problem->layer, problem->row, what);
  if (problem->row == 0)
    /* Translators: %s is a sentence about a whole file */
    return g_strdup_printf (_("The file: %s"), what);
  if (problem->field != NULL && *problem->field != '\0')
    /* Translators: row number, column name, sentence */
    return g_strdup_printf (_("Row %u, column %s: %s"), problem->row, problem->field, what);

  /* Translators: row number, sentence */
  return g_strdup_printf (_("Row %u: %s"), problem->row, what);
}
