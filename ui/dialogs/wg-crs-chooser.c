/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-crs-chooser"

#include "wg-crs-chooser.h"

#include "../../app/cli/wg-words.h"
#include "../../app/crs/wg-crs.h"

#include <glib/gi18n.h>

#define MAX_CANDIDATES 8

struct _WgCrsChooser
{
  AdwPreferencesGroup parent_instance;

  /* Template widgets */
  AdwComboRow *combo;
  AdwEntryRow *number;
  GtkLabel *problem;

  GPtrArray *choices; /* of char *; NULL: nothing chosen; the last is the number */
  WgCrsUse use;
  GPtrArray *candidates; /* of char *: system, then place in words, and so on */
  char *typed;
  gboolean is_filling;
};

G_DEFINE_FINAL_TYPE (WgCrsChooser, wg_crs_chooser, ADW_TYPE_PREFERENCES_GROUP)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean
is_number_chosen (WgCrsChooser *self)
{
  return self->choices->len > 0 && adw_combo_row_get_selected (self->combo) == self->choices->len - 1;
}

/* Takes what is typed when it is a CRS that can be used here. */
static void
read_number (WgCrsChooser *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->number));
  g_autofree char *crs = NULL;
  g_autofree char *normal = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;

  g_clear_pointer (&self->typed, g_free);
  if (*text != '\0')
    {
      crs = g_ascii_isdigit (*text) ? g_strconcat ("EPSG:", text, NULL) : g_strdup (text);
      normal = wg_crs_normalize (crs, &error);
      if (normal != NULL && self->use == WG_CRS_FOR_PROJECT && !wg_crs_is_metric (normal))
        {
          g_set_error_literal (&error, WG_CRS_ERROR, WG_CRS_ERROR_NOT_METRIC, "not metric");
          g_clear_pointer (&normal, g_free);
        }
      sentence = error != NULL ? wg_words_error (error) : wg_words_crs (normal);
    }
  self->typed = g_steal_pointer (&normal);

  gtk_label_set_label (self->problem, sentence != NULL ? sentence : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), is_number_chosen (self) && sentence != NULL);
  if (error != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->problem), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->problem), "error");
}

static void
selected_cb (AdwComboRow *combo, GParamSpec *pspec, WgCrsChooser *self)
{
  if (self->is_filling)
    return;

  gtk_widget_set_visible (GTK_WIDGET (self->number), is_number_chosen (self));
  read_number (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
number_changed_cb (AdwEntryRow *entry, WgCrsChooser *self)
{
  read_number (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
add_choice (WgCrsChooser *self, GtkStringList *names, const char *crs, const char *prompt)
{
  g_autofree char *words = crs != NULL ? wg_words_crs (crs) : NULL;
  g_autofree char *line = NULL;

  if (words != NULL && prompt != NULL)
    /* Translators: first entry of a list of coordinate systems: "Proposed: CGCS2000 …" */
    line = g_strdup_printf (_("%s: %s"), prompt, words);

  gtk_string_list_append (names, line != NULL ? line : words != NULL ? words : prompt);
  g_ptr_array_add (self->choices, g_strdup (crs));
}

static void
add_range (WgCrsChooser *self, GtkStringList *names, int from, int to)
{
  for (int epsg = from; epsg <= to; epsg++)
    {
      g_autofree char *crs = g_strdup_printf ("EPSG:%d", epsg);

      add_choice (self, names, crs, NULL);
    }
}

static void
wg_crs_chooser_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), WG_TYPE_CRS_CHOOSER);

  G_OBJECT_CLASS (wg_crs_chooser_parent_class)->dispose (object);
}

static void
wg_crs_chooser_finalize (GObject *object)
{
  WgCrsChooser *self = WG_CRS_CHOOSER (object);

  g_ptr_array_unref (self->choices);
  g_ptr_array_unref (self->candidates);
  g_free (self->typed);

  G_OBJECT_CLASS (wg_crs_chooser_parent_class)->finalize (object);
}

static void
wg_crs_chooser_class_init (WgCrsChooserClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wg_crs_chooser_dispose;
  G_OBJECT_CLASS (klass)->finalize = wg_crs_chooser_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/wangge/Wangge/wg-crs-chooser.ui");
  gtk_widget_class_bind_template_child (widget_class, WgCrsChooser, combo);
  gtk_widget_class_bind_template_child (widget_class, WgCrsChooser, number);
  gtk_widget_class_bind_template_child (widget_class, WgCrsChooser, problem);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, number_changed_cb);
}

static void
wg_crs_chooser_init (WgCrsChooser *self)
{
  self->choices = g_ptr_array_new_with_free_func (g_free);
  self->candidates = g_ptr_array_new_with_free_func (g_free);
  self->is_filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->is_filling = FALSE;
}

void
wg_crs_chooser_set_candidates (WgCrsChooser *self, const GPtrArray *candidates)
{
  g_ptr_array_set_size (self->candidates, 0);
  for (guint i = 0; candidates != NULL && i < MIN (candidates->len, MAX_CANDIDATES); i++)
    {
      const WgCrsCandidate *candidate = g_ptr_array_index (candidates, i);

      g_ptr_array_add (self->candidates, g_strdup (candidate->crs));
      /* Translators: where a file would lie: longitude, latitude */
      g_ptr_array_add (self->candidates, g_strdup_printf (_("at %.3f°, %.3f°"), candidate->longitude,
                                                          candidate->latitude));
    }
}

void
wg_crs_chooser_offer (WgCrsChooser *self, WgCrsUse use, const char *first, const char *prompt)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  self->use = use;
  g_ptr_array_set_size (self->choices, 0);
  add_choice (self, names, first, prompt);
  for (guint i = 0; use == WG_CRS_FOR_SOURCE && i + 1 < self->candidates->len; i += 2)
    if (g_strcmp0 (first, self->candidates->pdata[i]) != 0)
      add_choice (self, names, self->candidates->pdata[i], self->candidates->pdata[i + 1]);
  if (use == WG_CRS_FOR_SOURCE)
    {
      add_range (self, names, 4326, 4326);
      add_range (self, names, 4490, 4490);
      add_range (self, names, 3857, 3857);
    }
  add_range (self, names, 4534, 4554);
  if (use == WG_CRS_FOR_SOURCE)
    add_range (self, names, 4513, 4533);
  gtk_string_list_append (names, _("Another EPSG number…"));
  g_ptr_array_add (self->choices, NULL);

  self->is_filling = TRUE;
  adw_combo_row_set_model (self->combo, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->combo, 0);
  self->is_filling = FALSE;
  selected_cb (self->combo, NULL, self);
}

const char *
wg_crs_chooser_get_crs (WgCrsChooser *self)
{
  guint selected = adw_combo_row_get_selected (self->combo);

  if (is_number_chosen (self))
    return self->typed;

  return selected < self->choices->len ? self->choices->pdata[selected] : NULL;
}

gboolean
wg_crs_chooser_is_first (WgCrsChooser *self)
{
  return adw_combo_row_get_selected (self->combo) == 0;
}
