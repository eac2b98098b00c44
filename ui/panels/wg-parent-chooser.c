/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-findings-panel"

#include "wg-parent-chooser.h"

#include "../../app/cli/wg-words.h"
#include "wg-finding-row.h"
#include "wg-findings-filter.h"

#include <glib/gi18n.h>

struct _WgParentChooser
{
  AdwBin parent_instance;

  /* Borrowed references */
  GtkDropDown *list;

  /* Owned references */
  GtkStringList *lines;
  GArray *ids; /* of guint32, beside them */

  gboolean is_filling;
};

G_DEFINE_FINAL_TYPE (WgParentChooser, wg_parent_chooser, ADW_TYPE_BIN)

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  guint32 left = *(const guint32 *) a, right = *(const guint32 *) b;

  return (left > right) - (left < right);
}

/** (transfer full): how many findings each grid of the level has, by id. */
static GHashTable *
count_parents (WgPlan *plan, const GArray *findings)
{
  GHashTable *counts = g_hash_table_new (NULL, NULL);
  guint depth = wg_findings_parent_depth (plan);

  for (guint i = 0; i < findings->len; i++)
    {
      guint32 id = wg_findings_find_parent (plan, &g_array_index (findings, WgFinding, i), depth);
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, GUINT_TO_POINTER (id)));

      g_hash_table_insert (counts, GUINT_TO_POINTER (id), GUINT_TO_POINTER (n + 1));
    }
  return counts;
}

static char *
make_line (WgPlan *plan, guint32 id, guint n)
{
  g_autofree char *name = id == WG_FINDINGS_ANY_PARENT ? g_strdup (C_ ("where", "All"))
                          : id == 0                    ? g_strdup (_("In no grid"))
                                                       : wg_words_grid (plan, id);
  g_autofree char *count = wg_words_count (n);

  return g_strdup_printf ("%s (%s)", name, count);
}

/* The button is narrow, its list is not. */
static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item)
{
  GtkWidget *label = wg_finding_row_make_label (NULL, 1);

  gtk_label_set_width_chars (GTK_LABEL (label), 7);
  gtk_list_item_set_child (list_item, label);
}

static void
setup_row_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_list_item_set_child (list_item, label);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item)
{
  GtkStringObject *line = gtk_list_item_get_item (list_item);

  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (list_item)),
                       gtk_string_object_get_string (line));
}

static void
selected_cb (GtkDropDown *list, GParamSpec *pspec, WgParentChooser *self)
{
  guint selected = gtk_drop_down_get_selected (list);

  if (!self->is_filling && selected < self->ids->len)
    g_signal_emit (self, signals[CHOSEN], 0, g_array_index (self->ids, guint32, selected));
}

static void
wg_parent_chooser_dispose (GObject *object)
{
  WgParentChooser *self = WG_PARENT_CHOOSER (object);

  g_clear_object (&self->lines);

  G_OBJECT_CLASS (wg_parent_chooser_parent_class)->dispose (object);
}

static void
wg_parent_chooser_finalize (GObject *object)
{
  g_array_unref (WG_PARENT_CHOOSER (object)->ids);

  G_OBJECT_CLASS (wg_parent_chooser_parent_class)->finalize (object);
}

static void
wg_parent_chooser_class_init (WgParentChooserClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wg_parent_chooser_dispose;
  G_OBJECT_CLASS (klass)->finalize = wg_parent_chooser_finalize;

  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static GtkListItemFactory *
make_factory (GCallback setup)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", setup, NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  return factory;
}

static void
wg_parent_chooser_init (WgParentChooser *self)
{
  g_autoptr (GtkListItemFactory) factory = make_factory (G_CALLBACK (setup_cb));
  g_autoptr (GtkListItemFactory) rows = make_factory (G_CALLBACK (setup_row_cb));

  self->ids = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->lines = gtk_string_list_new (NULL);
  self->list = GTK_DROP_DOWN (gtk_drop_down_new (G_LIST_MODEL (g_object_ref (self->lines)), NULL));
  gtk_drop_down_set_factory (self->list, factory);
  gtk_drop_down_set_list_factory (self->list, rows);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->list),
                               _("Only what lies in one grid of a higher level"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Where"), -1);
  g_signal_connect (self->list, "notify::selected", G_CALLBACK (selected_cb), self);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->list));
}

guint32
wg_parent_chooser_fill (WgParentChooser *self, WgPlan *plan, const GArray *findings, guint32 parent)
{
  g_autoptr (GHashTable) counts = count_parents (plan, findings);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) words = NULL;
  guint32 any = WG_FINDINGS_ANY_PARENT;
  guint chosen = 0;
  GHashTableIter iter;
  gpointer key = NULL;

  g_array_set_size (self->ids, 0);
  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      guint32 id = GPOINTER_TO_UINT (key);
      g_array_append_val (self->ids, id);
    }
  g_array_sort (self->ids, compare_ids);
  g_array_prepend_val (self->ids, any);
  for (guint i = 0; i < self->ids->len; i++)
    {
      guint32 id = g_array_index (self->ids, guint32, i);
      guint n = i == 0 ? findings->len
                       : GPOINTER_TO_UINT (g_hash_table_lookup (counts, GUINT_TO_POINTER (id)));
      g_autofree char *line = make_line (plan, id, n);

      g_strv_builder_add (builder, line);
      if (id == parent)
        chosen = i;
    }
  words = g_strv_builder_end (builder);
  self->is_filling = TRUE;
  wg_findings_renew_lines (self->lines, (const char *const *) words);
  gtk_drop_down_set_selected (self->list, chosen);
  self->is_filling = FALSE;
  return g_array_index (self->ids, guint32, chosen);
}
