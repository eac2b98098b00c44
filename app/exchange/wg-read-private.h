/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-drawing.h"
#include "wg-fields.h"
#include "wg-source.h"
#include "wg-vector.h"

G_BEGIN_DECLS

/* The work of one wg_source_read(). */
typedef struct
{
  WgIncoming *incoming;
  WgVectorLayer *layer;
  WgSourceLayer *described;
  WgPolygonReader *polygons;
  WgGdalLog *log;
  GHashTable *codes; /* code to row, of those seen */
  int fields[WG_N_FIELD_ROLES];
  WgLinesMode lines; /* how lines are read; AUTO: not at all */
  WgDrawing *drawing;       /* of a CAD drawing, or when lines are joined */
  const char *const *drawing_layers;
  int drawing_field, text_field;
  int households_field, people_field; /* -1: none */
  guint first_row;   /* rows of the layers before this one */
  guint row;
} WgReading;

/** Of the row that is read. @field, @detail: (nullable) */
void     wg_reading_add_problem      (WgReading           *reading,
                                      WgRowProblemKind     kind,
                                      const char          *field,
                                      const char          *detail);
/** Columns that no one asked for are named, and the driver need not decode them. */
void     wg_reading_leave_out_fields (WgReading           *reading);
/** Which column has what: as the options want it, else as was proposed; %WG_EXCHANGE_ERROR_NO_FIELD. */
gboolean wg_reading_choose_fields    (WgReading           *reading,
                                      const WgReadOptions *options,
                                      GError             **error);
/** Whether and how lines become areas. */
void     wg_reading_choose_lines     (WgReading           *reading,
                                      const WgReadOptions *options);

G_END_DECLS
