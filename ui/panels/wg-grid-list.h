/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../../app/plan/wg-plan.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define WG_TYPE_GRID_ITEM (wg_grid_item_get_type ())

/** A row of the hierarchy: the grid with an id, as it is at the moment. ::changed when it is
 *  another now (name, code, children). */
G_DECLARE_FINAL_TYPE (WgGridItem, wg_grid_item, WG, GRID_ITEM, GObject)

guint32 wg_grid_item_get_id  (WgGridItem *self);
void    wg_grid_item_changed (WgGridItem *self);

#define WG_TYPE_GRID_LIST (wg_grid_list_get_type ())

/**
 * WgGridList:
 *
 * Ids of grids as a #GListModel of #WgGridItem, made when asked for: the children of one grid
 * (0: the grids without parent) or what a search found. Main thread.
 */
G_DECLARE_FINAL_TYPE (WgGridList, wg_grid_list, WG, GRID_LIST, GObject)

WgGridList *wg_grid_list_new        (guint32       parent);
guint32     wg_grid_list_get_parent (WgGridList   *self);
/** Takes a copy of @ids (element-type guint32) and tells the difference to the ids before: rows
 *  that stay the same keep their items. */
void        wg_grid_list_set_ids    (WgGridList   *self,
                                     const GArray *ids);
/** Tells those of @ids (a set) that are in the list as changed whole: their rows are made again. */
void        wg_grid_list_renew      (WgGridList   *self,
                                     GHashTable   *ids);
/** The position of @id, or GTK_INVALID_LIST_POSITION. */
guint       wg_grid_list_find       (WgGridList   *self,
                                     guint32       id);
/** The living item of @id, if a widget shows one. (transfer none) (nullable) */
WgGridItem *wg_grid_list_peek_item  (WgGridList   *self,
                                     guint32       id);

#define WG_TYPE_TREE_SELECTION (wg_tree_selection_get_type ())

/**
 * WgTreeSelection:
 *
 * The rows of a tree of grids with the session's selection on them: a #GtkSelectionModel that
 * keeps nothing itself, so that selecting 100,000 grids costs nothing per row.
 */
G_DECLARE_FINAL_TYPE (WgTreeSelection, wg_tree_selection, WG, TREE_SELECTION, GObject)

/** @is_selected and @select get ids; the widget's owner calls wg_tree_selection_changed(). */
typedef gboolean (*WgIsSelectedFunc) (guint32 id, gpointer user_data);
typedef void     (*WgSelectFunc)     (const guint32 *ids, guint n_ids, gpointer user_data);

WgTreeSelection *wg_tree_selection_new     (GListModel       *rows,
                                            WgIsSelectedFunc  is_selected,
                                            WgSelectFunc      select,
                                            gpointer          user_data);
void             wg_tree_selection_changed (WgTreeSelection  *self);
/** The grid of a row. */
guint32          wg_tree_selection_get_id  (WgTreeSelection  *self,
                                            guint             position);

G_END_DECLS
