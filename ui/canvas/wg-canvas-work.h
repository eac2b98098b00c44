/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../../app/plan/wg-history.h"

G_BEGIN_DECLS

/** An edit of a tool that takes long. The canvas's signal "work" hands it to the window, which makes it in
 *  a worker, with progress: wg_history_make_async(). */
typedef struct
{
  const char *title;        /* for people, translated */
  const char *done;         /* what is said when it is done */
  WgChangeMaker make;
  gpointer data;            /* (transfer full) */
  GDestroyNotify free_data;
} WgCanvasWork;

G_END_DECLS
