/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-balance-terms"

#include "wg-balance-terms.h"

#include "../../app/cli/wg-words-tally.h"
#include "../../app/cli/wg-words.h"
#include "../wg-files.h"
#include "wg-barrier-rules.h"

#include <glib/gi18n.h>
#include <math.h>

struct _WgBalanceTerms
{
  GtkBox parent_instance;

  /* Template widgets */
  GtkLabel *heading;
  GtkDropDown *measure;
  GtkWidget *target_spin;
  GtkLabel *outlook;
  GtkAdjustment *least;
  GtkAdjustment *target;
  GtkAdjustment *most;
  GtkWidget *weights_box;
  GtkAdjustment *household;
  GtkAdjustment *person;
  GtkAdjustment *place;
  GtkAdjustment *hectare;
  GtkWidget *people_box;
  GtkAdjustment *people_least;
  GtkAdjustment *people_most;
  GtkAdjustment *seed;
  GtkCheckButton *only_bad;
  GtkWidget *subdivide_box;
  WgBarrierRules *rules;
  GtkDropDown *compounds;
  GtkWidget *compounds_file;
  GtkToggleButton *choose;
  GtkWidget *centres_file;
  GtkWidget *clear;
  GtkLabel *centres_label;

  WgTally tally;          /* of the land */
  GArray *centres;        /* of WgPoint */
  char *compounds_path;
  char *centres_path;
  GtkFileChooserNative *chooser;
};

enum
{
  CHANGED,
  N_SIGNALS,
};

enum
{
  COMPOUNDS_NONE,
  COMPOUNDS_NAME,
  COMPOUNDS_ADDRESS,
  COMPOUNDS_MANAGEMENT,
  COMPOUNDS_FILE,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WgBalanceTerms, wg_balance_terms, GTK_TYPE_BOX)

static gint64
get_whole (GtkAdjustment *adjustment)
{
  return (gint64) gtk_adjustment_get_value (adjustment);
}

static WgPartMeasure
get_measure (WgBalanceTerms *self)
{
  static const WgPartMeasure measures[]
    = { WG_MEASURE_HOUSEHOLDS, WG_MEASURE_PEOPLE, WG_MEASURE_WORKLOAD };
  guint selected = gtk_drop_down_get_selected (self->measure);

  return gtk_widget_get_visible (GTK_WIDGET (self->measure)) && selected < G_N_ELEMENTS (measures)
           ? measures[selected]
           : WG_MEASURE_HOUSEHOLDS;
}

/* "≥≈1,743 households: about 6 grids. 12 buildings do not tell theirs." */
static void
show_outlook (WgBalanceTerms *self)
{
  WgPartMeasure measure = get_measure (self);
  const WgCount *count = measure == WG_MEASURE_PEOPLE ? &self->tally.people : &self->tally.households;
  g_autofree char *amount = wg_words_tally_count (&self->tally, count);
  guint n = (guint) MAX (1, floor ((double) count->sum / MAX (1.0, gtk_adjustment_get_value (self->target)) + 0.5));
  GString *text = g_string_new (NULL);

  /* Translators: how many households or people there are, such as "≈1,743", for how many grids */
  g_string_append_printf (text, measure == WG_MEASURE_PEOPLE
                                  ? ngettext ("%s people: about %u grid", "%s people: about %u grids", n)
                                  : ngettext ("%s households: about %u grid", "%s households: about %u grids", n),
                          amount, n);
  if (count->n_unknown > 0)
    {
      g_autofree char *unknown = wg_words_count (count->n_unknown);

      g_string_append_c (text, '\n');
      g_string_append_printf (text,
                              ngettext ("%s building does not tell its number and counts as none",
                                        "%s buildings do not tell their number and count as none", count->n_unknown),
                              unknown);
    }
  gtk_label_set_label (self->outlook, text->str);
  gtk_widget_set_visible (GTK_WIDGET (self->outlook), measure != WG_MEASURE_WORKLOAD && count->sum > 0);
  g_string_free (text, TRUE);
}

static void
show_measure (WgBalanceTerms *self)
{
  WgPartMeasure measure = get_measure (self);

  gtk_label_set_label (self->heading, measure == WG_MEASURE_PEOPLE     ? _("People of a Grid")
                                      : measure == WG_MEASURE_WORKLOAD ? _("Points of Work of a Grid")
                                                                       : _("Households of a Grid"));
  gtk_widget_set_visible (self->weights_box, measure == WG_MEASURE_WORKLOAD);
  gtk_widget_set_visible (self->people_box, measure != WG_MEASURE_PEOPLE);
  show_outlook (self);
}

static void
measure_cb (WgBalanceTerms *self)
{
  show_measure (self);
}

static void
show_centres (WgBalanceTerms *self)
{
  g_autofree char *name = self->centres_path != NULL ? g_path_get_basename (self->centres_path) : NULL;
  g_autofree char *text = NULL;

  if (name != NULL)
    text = g_strdup_printf (_("Centres from %s"), name);
  else if (self->centres->len > 0)
    text = g_strdup_printf (ngettext ("%u centre", "%u centres", self->centres->len),
                            self->centres->len);
  else
    text = g_strdup (gtk_toggle_button_get_active (self->choose)
                       ? _("Click the map where a grid is to have its centre; click one again to "
                           "take it away")
                       : _("None: grids lie as fits best"));
  gtk_label_set_label (self->centres_label, text);
  gtk_widget_set_sensitive (self->clear, name != NULL || self->centres->len > 0);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
choose_cb (WgBalanceTerms *self)
{
  g_clear_pointer (&self->centres_path, g_free);
  show_centres (self);
}

static void
clear_cb (WgBalanceTerms *self)
{
  g_array_set_size (self->centres, 0);
  g_clear_pointer (&self->centres_path, g_free);
  show_centres (self);
}

static char *
take_path (GtkFileChooserNative *chooser, int response)
{
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT
                             ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser))
                             : NULL;

  return file != NULL ? g_file_get_path (file) : NULL;
}

static void
open_chooser (WgBalanceTerms *self, const char *title, GCallback callback)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));

  g_clear_object (&self->chooser);
  self->chooser = wg_files_chooser_new (window, title, GTK_FILE_CHOOSER_ACTION_OPEN);
  wg_files_add_data_filter (GTK_FILE_CHOOSER (self->chooser));
  g_signal_connect (self->chooser, "response", callback, self);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
centres_chosen_cb (GtkFileChooserNative *chooser, int response, gpointer user_data)
{
  WgBalanceTerms *self = user_data;
  g_autofree char *path = take_path (chooser, response);

  gtk_native_dialog_hide (GTK_NATIVE_DIALOG (chooser));
  if (path == NULL)
    return;
  gtk_toggle_button_set_active (self->choose, FALSE);
  g_array_set_size (self->centres, 0);
  g_free (self->centres_path);
  self->centres_path = g_steal_pointer (&path);
  show_centres (self);
}

static void
centres_file_cb (WgBalanceTerms *self)
{
  open_chooser (self, _("Points as Centres"), G_CALLBACK (centres_chosen_cb));
}

static void
show_compounds (WgBalanceTerms *self)
{
  g_autofree char *name = self->compounds_path != NULL ? g_path_get_basename (self->compounds_path) : NULL;

  gtk_widget_set_visible (self->compounds_file,
                          gtk_drop_down_get_selected (self->compounds) == COMPOUNDS_FILE);
  gtk_button_set_label (GTK_BUTTON (self->compounds_file), name != NULL ? name : _("Choose a File…"));
}

static void
compounds_cb (WgBalanceTerms *self)
{
  show_compounds (self);
}

static void
compounds_chosen_cb (GtkFileChooserNative *chooser, int response, gpointer user_data)
{
  WgBalanceTerms *self = user_data;
  g_autofree char *path = take_path (chooser, response);

  gtk_native_dialog_hide (GTK_NATIVE_DIALOG (chooser));
  if (path == NULL)
    return;
  g_free (self->compounds_path);
  self->compounds_path = g_steal_pointer (&path);
  show_compounds (self);
}

static void
compounds_file_cb (WgBalanceTerms *self)
{
  open_chooser (self, _("Areas That Stay Whole"), G_CALLBACK (compounds_chosen_cb));
}

static void
set_choices (GtkDropDown *drop_down, const char *const *choices, const char *name)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (choices);

  gtk_drop_down_set_model (drop_down, G_LIST_MODEL (list));
  gtk_accessible_update_property (GTK_ACCESSIBLE (drop_down), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
wg_balance_terms_dispose (GObject *object)
{
  WgBalanceTerms *self = WG_BALANCE_TERMS (object);

  g_clear_object (&self->chooser);
  gtk_widget_dispose_template (GTK_WIDGET (self), WG_TYPE_BALANCE_TERMS);

  G_OBJECT_CLASS (wg_balance_terms_parent_class)->dispose (object);
}

static void
wg_balance_terms_finalize (GObject *object)
{
  WgBalanceTerms *self = WG_BALANCE_TERMS (object);

  g_array_unref (self->centres);
  g_free (self->compounds_path);
  g_free (self->centres_path);

  G_OBJECT_CLASS (wg_balance_terms_parent_class)->finalize (object);
}

static void
wg_balance_terms_class_init (WgBalanceTermsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (WG_TYPE_BARRIER_RULES);
  G_OBJECT_CLASS (klass)->dispose = wg_balance_terms_dispose;
  G_OBJECT_CLASS (klass)->finalize = wg_balance_terms_finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/wangge/Wangge/wg-balance-terms.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, WgBalanceTerms, name)
  BIND (heading);
  BIND (measure);
  BIND (target_spin);
  BIND (outlook);
  BIND (least);
  BIND (target);
  BIND (most);
  BIND (weights_box);
  BIND (household);
  BIND (person);
  BIND (place);
  BIND (hectare);
  BIND (people_box);
  BIND (people_least);
  BIND (people_most);
  BIND (seed);
  BIND (only_bad);
  BIND (subdivide_box);
  BIND (rules);
  BIND (compounds);
  BIND (compounds_file);
  BIND (choose);
  BIND (centres_file);
  BIND (clear);
  BIND (centres_label);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, measure_cb);
  gtk_widget_class_bind_template_callback (widget_class, compounds_cb);
  gtk_widget_class_bind_template_callback (widget_class, compounds_file_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_cb);
  gtk_widget_class_bind_template_callback (widget_class, centres_file_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_cb);
}

static void
wg_balance_terms_init (WgBalanceTerms *self)
{
  const char *const measures[]
    = { _("By households"), _("By people"), _("By work: households, places, area"), NULL };
  const char *const compounds[]
    = { _("No compounds"),         _("Buildings of one name"),
        _("Buildings of one address"), _("Buildings of one management"), _("Areas of a file"), NULL };

  self->centres = g_array_new (FALSE, FALSE, sizeof (WgPoint));
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_adjustment_set_value (self->least, 250);
  gtk_adjustment_set_value (self->target, 300);
  gtk_adjustment_set_value (self->most, 350);
  gtk_adjustment_set_value (self->household, 1);
  gtk_adjustment_set_value (self->place, 5);
  gtk_adjustment_set_value (self->seed, 1);
  set_choices (self->measure, measures, _("What is counted"));
  set_choices (self->compounds, compounds, _("Kept whole"));
  g_signal_connect_swapped (self->target, "value-changed", G_CALLBACK (show_outlook), self);
  show_measure (self);
  show_compounds (self);
  show_centres (self);
}

void
wg_balance_terms_set_mode (WgBalanceTerms *self, WgBalanceMode mode)
{
  gtk_widget_set_visible (GTK_WIDGET (self->measure), mode == WG_BALANCE_SUBDIVIDE);
  gtk_widget_set_visible (self->subdivide_box, mode == WG_BALANCE_SUBDIVIDE);
  gtk_widget_set_visible (GTK_WIDGET (self->only_bad), mode == WG_BALANCE_REBALANCE);
  if (mode != WG_BALANCE_SUBDIVIDE)
    gtk_toggle_button_set_active (self->choose, FALSE);
  show_measure (self);
}

void
wg_balance_terms_set_band (WgBalanceTerms *self, const WgSizeBand *band)
{
  if (band->max <= 0)
    return;
  gtk_adjustment_set_value (self->least, band->min);
  gtk_adjustment_set_value (self->most, band->max);
  gtk_adjustment_set_value (self->target,
                            band->target > 0 ? band->target : (band->min + band->max) / 2.0);
}

void
wg_balance_terms_set_tally (WgBalanceTerms *self, const WgTally *tally)
{
  self->tally = *tally;
  show_outlook (self);
}

void
wg_balance_terms_grab_focus (WgBalanceTerms *self)
{
  gtk_widget_grab_focus (self->target_spin);
}

const char *
wg_balance_terms_check (WgBalanceTerms *self)
{
  double target = gtk_adjustment_get_value (self->target);

  if (gtk_adjustment_get_value (self->least) > target || target > gtk_adjustment_get_value (self->most))
    return _("The target lies between the least and the most.");
  if (get_measure (self) == WG_MEASURE_WORKLOAD
      && gtk_adjustment_get_value (self->household) + gtk_adjustment_get_value (self->person)
             + gtk_adjustment_get_value (self->place) + gtk_adjustment_get_value (self->hectare)
           <= 0)
    return _("Give points to something, or grids cannot be compared.");
  if (gtk_widget_get_visible (self->subdivide_box)
      && gtk_drop_down_get_selected (self->compounds) == COMPOUNDS_FILE && self->compounds_path == NULL)
    return _("Choose the file whose areas stay whole.");
  return NULL;
}

static void
fill_subdivision (WgBalanceTerms *self, WgBalanceRequest *request)
{
  guint compounds = gtk_drop_down_get_selected (self->compounds);

  wg_barrier_rules_fill (self->rules, request->terms.prices);
  request->workload = (WgWorkload){ gtk_adjustment_get_value (self->household),
                                    gtk_adjustment_get_value (self->person),
                                    gtk_adjustment_get_value (self->place),
                                    gtk_adjustment_get_value (self->hectare) };
  if (compounds == COMPOUNDS_FILE)
    request->compounds_path = g_strdup (self->compounds_path);
  else
    request->compound_column = (WgCompoundColumn) compounds;
  request->centres = g_array_copy (self->centres);
  request->centres_path = g_strdup (self->centres_path);
}

void
wg_balance_terms_fill (WgBalanceTerms *self, WgPartPreset preset, WgBalanceRequest *request)
{
  WgPartMeasure measure = get_measure (self);

  wg_partition_terms_init (&request->terms, get_whole (self->least), get_whole (self->target),
                           get_whole (self->most));
  wg_partition_terms_preset (&request->terms, preset);
  request->terms.band.measure = measure;
  request->terms.seed = (guint64) get_whole (self->seed);
  if (measure != WG_MEASURE_PEOPLE && get_whole (self->people_most) > 0)
    {
      gint64 least = get_whole (self->people_least), most = get_whole (self->people_most);

      request->terms.second = (WgPartBand){ WG_MEASURE_PEOPLE, least, (least + most) / 2, most };
    }
  if (gtk_widget_get_visible (self->subdivide_box))
    fill_subdivision (self, request);
  request->only_bad = gtk_widget_get_visible (GTK_WIDGET (self->only_bad))
                      && gtk_check_button_get_active (self->only_bad);
}

gboolean
wg_balance_terms_is_choosing (WgBalanceTerms *self)
{
  return gtk_toggle_button_get_active (self->choose);
}

const GArray *
wg_balance_terms_get_centres (WgBalanceTerms *self)
{
  return self->centres;
}

void
wg_balance_terms_click (WgBalanceTerms *self, WgPoint place, double reach)
{
  for (guint i = 0; i < self->centres->len; i++)
    {
      WgPoint centre = g_array_index (self->centres, WgPoint, i);

      if (hypot ((double) centre.x - place.x, (double) centre.y - place.y) > reach)
        continue;
      g_array_remove_index (self->centres, i);
      show_centres (self);
      return;
    }
  g_array_append_val (self->centres, place);
  show_centres (self);
}
