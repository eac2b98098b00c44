/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-compare-window"

#include "wg-compare-window.h"

#include "../../app/cli/wg-scheme-job.h"
#include "../../app/cli/wg-words.h"

#include <glib/gi18n.h>

#define NAME_CHARS 18

struct _WgCompareWindow
{
  WgReportWindow parent_instance;

  GPtrArray *schemes; /* of WgScheme */
};

G_DEFINE_FINAL_TYPE (WgCompareWindow, wg_compare_window, WG_TYPE_REPORT_WINDOW)

static const WgScheme *
get_scheme (WgCompareWindow *self, guint place)
{
  return place < self->schemes->len ? g_ptr_array_index (self->schemes, place) : NULL;
}

static void
wg_compare_window_free_request (gpointer request)
{
  wg_scheme_pair_clear (request);
  g_free (request);
}

static gpointer
wg_compare_window_prepare (WgReportWindow *window, guint first, guint second, char **sentence_out)
{
  WgCompareWindow *self = WG_COMPARE_WINDOW (window);
  const WgScheme *schemes[] = { get_scheme (self, first), get_scheme (self, second) };
  WgSchemePair *pair = NULL;

  if (schemes[0] == NULL || schemes[1] == NULL || first == second)
    {
      *sentence_out = g_strdup (_("Choose two different schemes."));
      return NULL;
    }
  pair = g_new0 (WgSchemePair, 1);
  wg_scheme_pair_init (pair, wg_window_get_project (wg_report_window_get_window (window)), schemes[0], schemes[1]);
  return pair;
}

static gpointer
wg_compare_window_compare (gpointer request, const WgProgress *progress, GCancellable *cancellable,
                           GError **error)
{
  WgProgress parts[2] = { wg_progress_part (progress, 0, 0.3), wg_progress_part (progress, 0.3, 1) };

  if (!wg_scheme_pair_read (request, &parts[0], cancellable, error))
    return NULL;
  wg_progress_report (&parts[1], 0);
  return wg_scheme_comparison_new (request, &parts[1], cancellable, error);
}

static void
wg_compare_window_free_result (gpointer result)
{
  wg_scheme_comparison_free (result);
}

static const WgReport *
wg_compare_window_get_report (gpointer result)
{
  return ((WgSchemeComparison *) result)->report;
}

static gboolean
wg_compare_window_write (gpointer result, const char *path, GError **error)
{
  return wg_scheme_comparison_write (result, path, error);
}

static char *
wg_compare_window_file_name (WgReportWindow *window, gpointer result)
{
  WgCompareWindow *self = WG_COMPARE_WINDOW (window);

  return g_strdup_printf ("%s-%s.pdf",
                          get_scheme (self, wg_report_window_get_choice (window, 0))->name,
                          get_scheme (self, wg_report_window_get_choice (window, 1))->name);
}

static GtkWidget *
make_cell (const WgSheet *sheet, guint row, guint column)
{
  const char *text = row == 0 ? g_ptr_array_index (sheet->columns, column) : wg_sheet_get (sheet, row - 1, column);
  int decimals = g_array_index (sheet->decimals, int, column);
  g_autofree char *number
    = row > 0 && decimals >= 0 ? wg_words_number (g_ascii_strtod (text, NULL), decimals) : NULL;
  GtkWidget *label = gtk_label_new (number != NULL ? number : text);

  gtk_label_set_xalign (GTK_LABEL (label), column == 0 ? 0 : 1);
  gtk_widget_add_css_class (label, row == 0 ? "heading" : "numeric");
  if (row > 0 || column == 0)
    return label;
  /* The name of a scheme may be long. */
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_RIGHT);
  gtk_label_set_max_width_chars (GTK_LABEL (label), NAME_CHARS);
  gtk_widget_set_valign (label, GTK_ALIGN_END);
  return label;
}

/* How far the borders lie apart. */
static const char *
wg_compare_window_show (WgReportWindow *window, gpointer result, GtkGrid *table)
{
  const WgSheet *sheet = ((WgSchemeComparison *) result)->borders;

  for (guint row = 0; row <= sheet->rows->len; row++)
    for (guint column = 0; column < sheet->columns->len; column++)
      gtk_grid_attach (table, make_cell (sheet, row, column), (int) column, (int) row, 1, 1);
  return _("The borders in detail");
}

static void
wg_compare_window_dispose (GObject *object)
{
  G_OBJECT_CLASS (wg_compare_window_parent_class)->dispose (object);
  g_clear_pointer (&WG_COMPARE_WINDOW (object)->schemes, g_ptr_array_unref);
}

static void
wg_compare_window_class_init (WgCompareWindowClass *klass)
{
  WgReportWindowClass *window_class = WG_REPORT_WINDOW_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wg_compare_window_dispose;
  window_class->prepare = wg_compare_window_prepare;
  window_class->free_request = wg_compare_window_free_request;
  window_class->compare = wg_compare_window_compare;
  window_class->free_result = wg_compare_window_free_result;
  window_class->get_report = wg_compare_window_get_report;
  window_class->write = wg_compare_window_write;
  window_class->file_name = wg_compare_window_file_name;
  window_class->show = wg_compare_window_show;
}

static void
wg_compare_window_init (WgCompareWindow *self)
{
  const char *const labels[] = { _("The first scheme"), _("The second scheme") };

  wg_report_window_set_words (WG_REPORT_WINDOW (self), NULL, "→", labels);
}

static void
fill_schemes (WgCompareWindow *self, gint64 first)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  guint chosen = 0, open = 0;

  for (guint i = 0; i < self->schemes->len; i++)
    {
      const WgScheme *scheme = get_scheme (self, i);

      /* Translators: the name of a scheme and its kind */
      g_ptr_array_add (names, g_strdup_printf (_("%s (%s)"), scheme->name, wg_words_scheme_kind (scheme->kind)));
      if (scheme->id == first)
        chosen = i;
      if (scheme->is_open)
        open = i;
    }
  g_ptr_array_add (names, NULL);
  wg_report_window_set_choices (WG_REPORT_WINDOW (self), (const char *const *) names->pdata, chosen,
                                open);
}

WgCompareWindow *
wg_compare_window_new (WgWindow *window, gint64 first)
{
  WgCompareWindow *self = g_object_new (WG_TYPE_COMPARE_WINDOW, "transient-for", window, "modal",
                                        TRUE, "title", _("Compare Schemes"), NULL);

  self->schemes = wg_project_list_schemes (wg_window_get_project (window), NULL);
  if (self->schemes == NULL)
    self->schemes = g_ptr_array_new ();
  wg_report_window_set_window (WG_REPORT_WINDOW (self), window);
  fill_schemes (self, first);
  return self;
}
