/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-staff.h"

G_BEGIN_DECLS

/*
 * The records of people as tables: for the store, which reads, writes and packs them without knowing more. Every
 * record begins with its id.
 */

typedef enum
{
  WG_STAFF_NUMBER, /* guint32 */
  WG_STAFF_DAY,    /* WgDay */
  WG_STAFF_TEXT,   /* const char *, never NULL in a record */
  WG_STAFF_BYTES,  /* GBytes *, nullable */
} WgStaffFieldType;

typedef struct
{
  WgStaffFieldType type;
  glong offset;
  const char *column;
} WgStaffField;

/** A table of the project file: id, scheme, then the fields in their order. A version that was given out only gets
 *  more at the end. */
typedef struct
{
  const char *name;
  gsize size; /* of the record */
  const WgStaffField *fields;
  guint n_fields;
} WgStaffTable;

const WgStaffTable *wg_staff_table (WgStaffKind kind);

G_END_DECLS
