/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../plan/wg-draw-commands.h"
#include "../plan/wg-history.h"
#include "../plan/wg-redraw-commands.h"
#include "wg-check.h"

G_BEGIN_DECLS

#define WG_FIX_ERROR (wg_fix_error_quark ())

/**
 * WgFixError:
 * @WG_FIX_ERROR_STALE: what the fix is about is not there any more
 * @WG_FIX_ERROR_QUESTION: the fix is a question: only people can answer it
 */
typedef enum
{
  WG_FIX_ERROR_STALE,
  WG_FIX_ERROR_QUESTION,
} WgFixError;

GQuark wg_fix_error_quark (void);

typedef enum
{
  WG_FIX_GIVE,   /* the land goes to another grid */
  WG_FIX_DRAW,   /* the land becomes a grid of its own, with the next code and name */
  WG_FIX_MERGE,  /* the grid becomes part of another, with the grids below it */
  WG_FIX_TAKE,   /* the border goes around the building: all of it to one grid */
  WG_FIX_ALONG,  /* the border is redrawn along the line that it follows */
  WG_FIX_PARENT, /* the grid goes below another */
  WG_FIX_NEW_PARENT, /* a grid of the level above is made of its land */
  WG_FIX_CODE,   /* the grid gets another code */
  WG_FIX_NAME,   /* the grid gets another name */
  WG_FIX_SPECIAL, /* the grid becomes a special one: a park, a site */
  WG_FIX_LEADER, /* one leader stays, the others end on the day before */
  WG_FIX_COVER,  /* somebody stands in while another is away */
  WG_FIX_EXTEND, /* a role goes on */
  /* Questions: no fix does it, a tool or a dialog at the right place lets people do it. */
  WG_FIX_ASK_LAND,     /* which land the grid gets */
  WG_FIX_ASK_DRAW,     /* which land a new grid has */
  WG_FIX_ASK_SPLIT,    /* where the grid is split */
  WG_FIX_ASK_BORDER,   /* where its border moves to */
  WG_FIX_ASK_DIVISION, /* how a building is divided between grids */
  WG_FIX_ASK_STAFF,    /* who answers for the grid */
  WG_FIX_ASK_PERSON,   /* what is true of somebody */
  WG_FIX_ASK_LEAVE,    /* who stands in, of all people */
} WgFixKind;

/** One way to be rid of a finding. */
typedef struct
{
  WgFixKind kind;
  guint32 grid;     /* who gets the land, the code or the name; whose border it is; the parent */
  guint depth;      /* WG_FIX_DRAW: of the level of the new grid */
  double border_m;  /* WG_FIX_GIVE, _PARENT, _MERGE: of the border in common, planar; _ALONG: of the stretch */
  double share;     /* WG_FIX_TAKE: percent of the building that lie there already */
  gboolean retires; /* the grid that the finding is about has no other land and is retired */
  GArray *stroke;   /* WG_FIX_ALONG: (element-type WgPoint); else NULL */
  guint variant;    /* WG_FIX_ALONG: of the redrawing */
  guint32 assignment; /* WG_FIX_LEADER: of the leader who stays; _EXTEND: what goes on */
  guint32 person;   /* WG_FIX_COVER: who stands in; _ASK_PERSON, _ASK_LEAVE: who it is about */
  WgDay day;        /* WG_FIX_EXTEND: the last day; WG_DAY_NONE: until further notice */
  char *text;       /* the new code or name (_NEW_PARENT: name), or NULL */
  char *code;       /* WG_FIX_NEW_PARENT: of the new grid; else NULL */
} WgFix;

void       wg_fix_free        (WgFix           *fix);
/**
 * wg_fix_list:
 * @along: (nullable): the lines that borders are meant to follow, prepared
 *
 * Returns: (transfer full) (element-type WgFix): the ways to fix @finding, the best first, questions
 *   last; none when nothing can be proposed there
 */
GPtrArray *wg_fix_list        (WgPlan          *plan,
                               const WgCheckAlong *along,
                               const WgFinding *finding);
/** Is it a question, which people answer elsewhere? It has no preview, and is never applied. */
gboolean   wg_fix_is_question (const WgFix     *fix);
/** The faces that a finding of land is about: (element-type WgFaceId) appended to @faces_out. */
void       wg_fix_collect     (WgPlan          *plan,
                               const WgFinding *finding,
                               GArray          *faces_out);
/** The land that a fix moves or changes, for a preview: appended to @shape_out, which is empty. */
void       wg_fix_get_land    (WgPlan          *plan,
                               const WgFinding *finding,
                               const WgFix     *fix,
                               WgShape         *shape_out);
/** What wg_fix_apply() would do, without doing it; FALSE with its error when it would be refused.
 *  @land_out: (out) (transfer full) (nullable): the grids before and after, when land moves. */
gboolean   wg_fix_preview     (WgPlan          *plan,
                               const WgFinding *finding,
                               const WgFix     *fix,
                               WgLandPreview  **land_out,
                               GError         **error);
/** Does it, as one undo step. Errors: #WgFixError, and those of the commands. */
gboolean   wg_fix_apply       (WgHistory       *history,
                               const WgFinding *finding,
                               const WgFix     *fix,
                               GError         **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgFix, wg_fix_free)

G_END_DECLS
