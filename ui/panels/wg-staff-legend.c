/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-staff-legend"

#include "wg-staff-legend.h"

#include "../../app/cli/wg-words.h"

#include <glib/gi18n.h>

struct _WgStaffLegend
{
  AdwBin parent_instance;

  /* Borrowed references */
  WgCanvas *canvas;
  GtkLabel *heading;
  GtkLabel *counts[WG_STAFFING_N_CLASSES];
  GtkWidget *rows[WG_STAFFING_N_CLASSES];
  GtkWidget *swatches[WG_STAFFING_N_CLASSES];
  GtkWidget *hint;

  /* Owned references */
  GSignalGroup *session_signals;
};

G_DEFINE_FINAL_TYPE (WgStaffLegend, wg_staff_legend, ADW_TYPE_BIN)

enum
{
  SIGNAL_MODE_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const char *const class_words[WG_STAFFING_N_CLASSES] = {
  [WG_STAFFING_CLASS_NONE] = N_ ("Nobody needed"),
  [WG_STAFFING_CLASS_FULL] = N_ ("Complete"),
  [WG_STAFFING_CLASS_FLAWED] = N_ ("Complete, to be looked at"),
  [WG_STAFFING_CLASS_SHORT] = N_ ("Some missing"),
  [WG_STAFFING_CLASS_THIN] = N_ ("Leader or most missing"),
  [WG_STAFFING_CLASS_VACANT] = N_ ("Nobody there"),
};

static void
draw_swatch_cb (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer user_data)
{
  guint32 colours[WG_STAFFING_N_CLASSES];
  guint32 rgb = 0;

  wg_canvas_staff_colours (colours);
  rgb = colours[GPOINTER_TO_UINT (user_data)];
  cairo_set_source_rgb (cr, (rgb >> 16 & 0xff) / 255.0, (rgb >> 8 & 0xff) / 255.0,
                        (rgb & 0xff) / 255.0);
  cairo_rectangle (cr, 0.5, 0.5, width - 1, height - 1);
  cairo_fill_preserve (cr);
  cairo_set_source_rgba (cr, 0.5, 0.5, 0.5, 0.8);
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);
}

static void
update (WgStaffLegend *self)
{
  const WgStaffingMap *map = self->canvas != NULL ? wg_canvas_get_staffing (self->canvas) : NULL;
  WgSession *session = self->canvas != NULL ? wg_canvas_get_session (self->canvas) : NULL;
  guint counts[WG_STAFFING_N_CLASSES];
  const WgLevel *level = NULL;
  g_autofree char *heading = NULL;
  guint n = 0;

  gtk_widget_set_visible (GTK_WIDGET (self), map != NULL && session != NULL);
  if (map == NULL || session == NULL)
    return;
  level = wg_plan_get_level (wg_session_get_plan (session), wg_session_get_depth (session));
  /* Translators: %s is the name of a level, such as 网格 */
  heading = g_strdup_printf (_("Staff: %s"), level != NULL ? level->name : "");
  gtk_label_set_label (self->heading, heading);
  wg_staffing_map_count (map, wg_session_get_depth (session), counts);
  for (guint i = 0; i < WG_STAFFING_N_CLASSES; i++)
    {
      g_autofree char *count = wg_words_count (counts[i]);

      gtk_label_set_label (self->counts[i], count);
      gtk_widget_set_sensitive (self->rows[i], counts[i] > 0);
      gtk_widget_queue_draw (self->swatches[i]);
      n += i != WG_STAFFING_CLASS_NONE ? counts[i] : 0;
    }
  gtk_widget_set_visible (self->hint, n == 0);
}

/* From the selected grid on, round and round. */
static guint32
find_next (WgStaffLegend *self, WgStaffingClass wanted)
{
  const WgStaffingMap *map = wg_canvas_get_staffing (self->canvas);
  WgSession *session = wg_canvas_get_session (self->canvas);
  WgPlan *plan = wg_session_get_plan (session);
  const GArray *selection = wg_session_get_selection (session);
  guint32 limit = wg_plan_get_grid_limit (plan);
  guint32 from = selection->len == 1 ? g_array_index (selection, guint32, 0) : 0;

  for (guint32 i = 1; i <= limit; i++)
    {
      guint32 id = (from + i) % limit;
      const WgGrid *grid = wg_plan_get_grid (plan, id);

      if (grid != NULL && !grid->is_retired && grid->depth == wg_session_get_depth (session)
          && wg_staffing_map_get_class (map, id) == wanted)
        return id;
    }
  return 0;
}

static void
row_clicked_cb (GtkButton *button, WgStaffLegend *self)
{
  WgSession *session = wg_canvas_get_session (self->canvas);
  guint32 grid = 0;

  for (guint i = 0; i < WG_STAFFING_N_CLASSES; i++)
    if (self->rows[i] == GTK_WIDGET (button))
      grid = find_next (self, i);
  if (grid != 0)
    {
      WgEnvelope extent = wg_plan_get_extent (wg_session_get_plan (session), grid);

      wg_session_select (session, &grid, 1);
      if (!wg_envelope_is_empty (&extent))
        wg_session_fly_to (session, &extent);
    }
}

static void
mode_cb (GtkDropDown *drop_down, GParamSpec *pspec, WgStaffLegend *self)
{
  g_signal_emit (self, signals[SIGNAL_MODE_CHANGED], 0, gtk_drop_down_get_selected (drop_down));
}

static GtkWidget *
make_row (WgStaffLegend *self, guint i)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *words = gtk_label_new (_(class_words[i]));
  GtkWidget *count = gtk_label_new (NULL);
  GtkWidget *swatch = gtk_drawing_area_new ();

  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (swatch), 18);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (swatch), 12);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (swatch), draw_swatch_cb, GUINT_TO_POINTER (i),
                                  NULL);
  gtk_widget_set_valign (swatch, GTK_ALIGN_CENTER);
  gtk_label_set_xalign (GTK_LABEL (words), 0);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_add_css_class (count, "numeric");
  gtk_box_append (GTK_BOX (box), swatch);
  gtk_box_append (GTK_BOX (box), words);
  gtk_box_append (GTK_BOX (box), count);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _("Go to the next one"));
  g_signal_connect (button, "clicked", G_CALLBACK (row_clicked_cb), self);
  self->counts[i] = GTK_LABEL (count);
  self->rows[i] = button;
  self->swatches[i] = swatch;
  return button;
}

static void
wg_staff_legend_dispose (GObject *object)
{
  WgStaffLegend *self = WG_STAFF_LEGEND (object);

  g_clear_object (&self->session_signals);
  self->canvas = NULL;

  G_OBJECT_CLASS (wg_staff_legend_parent_class)->dispose (object);
}

static void
wg_staff_legend_class_init (WgStaffLegendClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wg_staff_legend_dispose;

  signals[SIGNAL_MODE_CHANGED]
    = g_signal_new ("mode-changed", WG_TYPE_STAFF_LEGEND, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 1, G_TYPE_UINT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "wg-staff-legend");
}

static void
wg_staff_legend_init (WgStaffLegend *self)
{
  const char *const modes[] = { _("Routine"), _("Emergency"), NULL };
  g_autoptr (GtkStringList) list = gtk_string_list_new (modes);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *top = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *mode = gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&list)), NULL);

  self->heading = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->heading, 0);
  gtk_widget_set_hexpand (GTK_WIDGET (self->heading), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->heading), "heading");
  gtk_widget_add_css_class (mode, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (mode), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Routine or Emergency Staff"), -1);
  g_signal_connect (mode, "notify::selected", G_CALLBACK (mode_cb), self);
  gtk_box_append (GTK_BOX (top), GTK_WIDGET (self->heading));
  gtk_box_append (GTK_BOX (top), mode);
  gtk_box_append (GTK_BOX (box), top);
  for (guint i = 1; i <= WG_STAFFING_N_CLASSES; i++)
    gtk_box_append (GTK_BOX (box), make_row (self, i % WG_STAFFING_N_CLASSES));
  self->hint = gtk_label_new (_("No staffing rules yet: say how many people each grid needs."));
  gtk_label_set_wrap (GTK_LABEL (self->hint), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (self->hint), 24);
  gtk_label_set_xalign (GTK_LABEL (self->hint), 0);
  gtk_box_append (GTK_BOX (box), self->hint);
  adw_bin_set_child (ADW_BIN (self), box);
  gtk_widget_hide (GTK_WIDGET (self));

  self->session_signals = g_signal_group_new (WG_TYPE_SESSION);
  g_signal_group_connect_swapped (self->session_signals, "notify::depth", G_CALLBACK (update), self);
}

static void
session_changed_cb (WgStaffLegend *self)
{
  g_signal_group_set_target (self->session_signals, wg_canvas_get_session (self->canvas));
  update (self);
}

void
wg_staff_legend_set_canvas (WgStaffLegend *self, WgCanvas *canvas)
{
  self->canvas = canvas;
  g_signal_connect_object (canvas, "staffing-changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (canvas, "notify::session", G_CALLBACK (session_changed_cb), self,
                           G_CONNECT_SWAPPED);
  session_changed_cb (self);
}
