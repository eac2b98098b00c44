/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-place-list"

#include "wg-place-list.h"

/* A list view keeps about 200 rows of widgets, and makes or drops one for each row that comes or goes among them. */
#define ROWS_WITH_WIDGETS 256
#define ROWS_PER_TURN 16

/* Rows by their number, as long as a widget has them; the list and its rows share it. */
typedef struct
{
  gint ref_count;
  GHashTable *rows;
} Rows;

struct _WgPlace
{
  GObject parent_instance;
  guint32 id;
  guint position;
  Rows *rows; /* (nullable): NULL for a place of no row */
};

G_DEFINE_FINAL_TYPE (WgPlace, wg_place, G_TYPE_OBJECT)

typedef struct
{
  GArray *ids; /* of guint32: what is shown */
  Rows *rows;
  guint n_rows; /* that there are now; on the way to ids->len */
  guint rows_id;
} WgPlaceListPrivate;

static void list_model_init (GListModelInterface *iface);

G_DEFINE_TYPE_WITH_CODE (WgPlaceList, wg_place_list, G_TYPE_OBJECT,
                         G_ADD_PRIVATE (WgPlaceList)
                         G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

enum
{
  SIGNAL_RENEWED,
  SIGNAL_SETTLED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static WgPlaceListPrivate *
get_private (gpointer self)
{
  return wg_place_list_get_instance_private (self);
}

static void
rows_unref (Rows *rows)
{
  if (--rows->ref_count > 0)
    return;
  g_hash_table_unref (rows->rows);
  g_free (rows);
}

static guint32
id_at (WgPlaceListPrivate *own, guint position)
{
  return position < own->ids->len ? g_array_index (own->ids, guint32, position) : 0;
}

/* Some rows more or less; where no widgets are, all that are wanted. */
static gboolean
rows_cb (gpointer self)
{
  WgPlaceListPrivate *own = get_private (self);
  guint before = own->n_rows, wanted = own->ids->len;

  if (before > wanted)
    own->n_rows = before > ROWS_WITH_WIDGETS ? MAX (wanted, ROWS_WITH_WIDGETS)
                                             : MAX (wanted, before - MIN (before, ROWS_PER_TURN));
  else
    own->n_rows = before >= ROWS_WITH_WIDGETS ? wanted : MIN (wanted, before + ROWS_PER_TURN);
  if (own->n_rows < before)
    g_list_model_items_changed (self, own->n_rows, before - own->n_rows, 0);
  else if (own->n_rows > before)
    g_list_model_items_changed (self, before, 0, own->n_rows - before);
  if (own->n_rows != own->ids->len)
    return G_SOURCE_CONTINUE;
  own->rows_id = 0;
  g_signal_emit (self, signals[SIGNAL_SETTLED], 0);
  return G_SOURCE_REMOVE;
}

static GType
get_item_type (GListModel *list)
{
  return WG_TYPE_PLACE;
}

static guint
get_n_items (GListModel *list)
{
  return get_private (list)->n_rows;
}

static gpointer
get_item (GListModel *list, guint position)
{
  WgPlaceListPrivate *own = get_private (list);
  WgPlace *place = NULL;

  if (position >= own->n_rows)
    return NULL;
  place = g_hash_table_lookup (own->rows->rows, GUINT_TO_POINTER (position));
  if (place != NULL)
    return g_object_ref (place);
  place = wg_place_new (id_at (own, position));
  place->position = position;
  place->rows = own->rows;
  own->rows->ref_count++;
  g_hash_table_insert (own->rows->rows, GUINT_TO_POINTER (position), place);
  return place;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
wg_place_finalize (GObject *object)
{
  WgPlace *self = WG_PLACE (object);

  if (self->rows != NULL)
    {
      g_hash_table_remove (self->rows->rows, GUINT_TO_POINTER (self->position));
      rows_unref (self->rows);
    }

  G_OBJECT_CLASS (wg_place_parent_class)->finalize (object);
}

static void
wg_place_list_dispose (GObject *object)
{
  g_clear_handle_id (&get_private (object)->rows_id, g_source_remove);

  G_OBJECT_CLASS (wg_place_list_parent_class)->dispose (object);
}

static void
wg_place_list_finalize (GObject *object)
{
  g_array_unref (get_private (object)->ids);
  rows_unref (get_private (object)->rows);

  G_OBJECT_CLASS (wg_place_list_parent_class)->finalize (object);
}

static void
wg_place_class_init (WgPlaceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = wg_place_finalize;
}

static void
wg_place_init (WgPlace *self)
{
}

static void
wg_place_list_class_init (WgPlaceListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = wg_place_list_dispose;
  object_class->finalize = wg_place_list_finalize;

  signals[SIGNAL_RENEWED] = g_signal_new ("renewed", WG_TYPE_PLACE_LIST, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  signals[SIGNAL_SETTLED] = g_signal_new ("settled", WG_TYPE_PLACE_LIST, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
wg_place_list_init (WgPlaceList *self)
{
  WgPlaceListPrivate *own = get_private (self);

  own->ids = g_array_new (FALSE, FALSE, sizeof (guint32));
  own->rows = g_new0 (Rows, 1);
  own->rows->ref_count = 1;
  own->rows->rows = g_hash_table_new (NULL, NULL);
}

WgPlace *
wg_place_new (guint32 id)
{
  WgPlace *self = g_object_new (WG_TYPE_PLACE, NULL);

  self->id = id;
  return self;
}

guint32
wg_place_get_id (WgPlace *self)
{
  return self->id;
}

void
wg_place_list_show (WgPlaceList *self, GArray *ids, gboolean is_other)
{
  WgPlaceListPrivate *own = get_private (self);
  GHashTableIter iter;
  gpointer place = NULL;

  g_array_ref (ids);
  g_array_unref (own->ids);
  own->ids = ids;
  g_hash_table_iter_init (&iter, own->rows->rows);
  while (g_hash_table_iter_next (&iter, NULL, &place))
    ((WgPlace *) place)->id = id_at (own, ((WgPlace *) place)->position);
  g_signal_emit (self, signals[SIGNAL_RENEWED], 0, is_other);
  if (own->rows_id == 0)
    own->rows_id = g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, rows_cb, self, NULL);
}

void
wg_place_list_renew (WgPlaceList *self)
{
  g_signal_emit (self, signals[SIGNAL_RENEWED], 0, FALSE);
}

guint
wg_place_list_count (WgPlaceList *self)
{
  return get_private (self)->ids->len;
}

guint32
wg_place_list_get_id (WgPlaceList *self, guint row)
{
  return id_at (get_private (self), row);
}

guint
wg_place_list_find (WgPlaceList *self, guint32 id)
{
  const GArray *ids = get_private (self)->ids;

  for (guint i = 0; i < ids->len; i++)
    if (g_array_index (ids, guint32, i) == id)
      return i;
  return G_MAXUINT;
}

gboolean
wg_place_list_is_filling (WgPlaceList *self)
{
  return get_private (self)->rows_id != 0;
}
