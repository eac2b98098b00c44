/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-chart-panel"

#include "wg-chart-panel.h"

#include "../../app/base/wg-day.h"
#include "wg-chart-picture-row.h"

#include <glib/gi18n.h>

/* Only what a user prints by itself: cover, index and lists of changes come with an atlas. */
static const WgChartTemplate templates[]
  = { WG_CHART_WALL_MAP, WG_CHART_GRID_SHEET, WG_CHART_NOTICE_BOARD, WG_CHART_STAFF_LIST };

/* 1 : so many; 0: the largest round one that fits. */
static const double scales[]
  = { 0, 500, 1000, 2000, 2500, 5000, 10000, 20000, 25000, 50000, 100000 };

static const double fonts[] = { 0.8, 1.0, 1.2, 1.4, 1.6 };

static const struct
{
  WgChartBlocks block;
  const char *title;
} blocks[] = {
  { WG_CHART_ROSTER, N_ ("Table of grids") },   { WG_CHART_LEGEND, N_ ("Legend") },
  { WG_CHART_INSET, N_ ("Index map") },             { WG_CHART_COUNTS, N_ ("Counts") },
  { WG_CHART_EXTENTS, N_ ("Extents in words") },    { WG_CHART_PEOPLE, N_ ("Staff of grids") },
  { WG_CHART_QR, N_ ("QR code of the code") },      { WG_CHART_BUILDINGS, N_ ("Buildings") },
  { WG_CHART_STREETS, N_ ("Streets") },
};

typedef enum
{
  CHOICE_TEMPLATE,
  CHOICE_PAPER,
  CHOICE_ORIENTATION,
  CHOICE_EDITION,
  CHOICE_SCALE,
  CHOICE_COLORS,
  CHOICE_FONT,
  N_CHOICES,
} Choice;

typedef enum
{
  TEXT_TITLE,
  TEXT_NOTE,
  TEXT_BODY,
  TEXT_DATE,
  TEXT_NUMBER,
  TEXT_SUPERVISION,
  N_TEXTS,
} Text;

typedef enum
{
  SWITCH_BLACK,
  SWITCH_DRAFT,
  SWITCH_MARK,
  SWITCH_BLEED,
  N_SWITCHES,
} Switch;

struct _WgChartPanel
{
  AdwBin parent_instance;

  /* Borrowed references */
  AdwComboRow *choices[N_CHOICES];
  GtkEditable *texts[N_TEXTS];
  GtkSwitch *switches[N_SWITCHES];
  GtkSwitch *blocks[G_N_ELEMENTS (blocks)];
  GtkTextBuffer *duties;
  WgChartPictureRow *pictures[2]; /* logo, photo */
  GtkSwitch *issue;

  /* Owned references */
  WgChartOptions *options;

  guint next; /* number of the edition that can be issued; 0: none can */
  gboolean is_filling;
};

G_DEFINE_FINAL_TYPE (WgChartPanel, wg_chart_panel, ADW_TYPE_BIN)

enum
{
  SIGNAL_CHANGED,
  SIGNAL_MESSAGE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static GBytes **
get_picture (WgChartPanel *self, guint i)
{
  return i == 0 ? &self->options->logo : &self->options->photo;
}

static void
take_picture (GBytes **picture, GBytes *now)
{
  GBytes *kept = now != NULL ? g_bytes_ref (now) : NULL;

  g_clear_pointer (picture, g_bytes_unref);
  *picture = kept;
}

static void
take_text (char **text, GtkEditable *editable)
{
  const char *now = gtk_editable_get_text (editable);

  g_free (*text);
  *text = *now != '\0' ? g_strdup (now) : NULL;
}

static void
read_choices (WgChartPanel *self)
{
  WgChartOptions *options = self->options;
  guint selected[N_CHOICES];

  for (guint i = 0; i < N_CHOICES; i++)
    selected[i] = adw_combo_row_get_selected (self->choices[i]);
  options->template = templates[MIN (selected[CHOICE_TEMPLATE], G_N_ELEMENTS (templates) - 1)];
  options->paper = MIN (selected[CHOICE_PAPER], WG_N_PAPERS - 1);
  options->orientation = MIN (selected[CHOICE_ORIENTATION], WG_N_ORIENTATIONS - 1);
  options->edition = MIN (selected[CHOICE_EDITION], WG_N_EDITIONS - 1);
  options->scale = scales[MIN (selected[CHOICE_SCALE], G_N_ELEMENTS (scales) - 1)];
  options->colors = MIN (selected[CHOICE_COLORS], WG_N_CHART_COLORS - 1);
  options->font_factor = fonts[MIN (selected[CHOICE_FONT], G_N_ELEMENTS (fonts) - 1)];
}

static void
read_duties (WgChartPanel *self)
{
  GtkTextIter begin, end;
  char *text = NULL;

  gtk_text_buffer_get_bounds (self->duties, &begin, &end);
  text = gtk_text_buffer_get_text (self->duties, &begin, &end, FALSE);
  g_free (self->options->duties);
  self->options->duties = *text != '\0' ? g_strdup (text) : NULL;
  g_free (text);
}

static void
changed_cb (WgChartPanel *self)
{
  WgChartOptions *options = self->options;

  if (self->is_filling)
    return;
  read_choices (self);
  take_text (&options->title, self->texts[TEXT_TITLE]);
  take_text (&options->note, self->texts[TEXT_NOTE]);
  take_text (&options->compiling_body, self->texts[TEXT_BODY]);
  take_text (&options->date, self->texts[TEXT_DATE]);
  take_text (&options->supervision_phone, self->texts[TEXT_SUPERVISION]);
  options->edition_number
    = (guint) g_ascii_strtoull (gtk_editable_get_text (self->texts[TEXT_NUMBER]), NULL, 10);
  read_duties (self);
  for (guint i = 0; i < G_N_ELEMENTS (self->pictures); i++)
    take_picture (get_picture (self, i), wg_chart_picture_row_get_picture (self->pictures[i]));
  options->is_black_and_white = gtk_switch_get_active (self->switches[SWITCH_BLACK]);
  options->is_draft = gtk_switch_get_active (self->switches[SWITCH_DRAFT]);
  options->has_mark = gtk_switch_get_active (self->switches[SWITCH_MARK]);
  options->bleed_mm = gtk_switch_get_active (self->switches[SWITCH_BLEED]) ? 3 : 0;
  options->blocks = 0;
  for (guint i = 0; i < G_N_ELEMENTS (blocks); i++)
    if (gtk_switch_get_active (self->blocks[i]))
      options->blocks |= blocks[i].block;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* What is issued says which edition it is, and of what day: as it will stand in the list of editions. */
static void
issue_cb (WgChartPanel *self)
{
  gboolean is_issued = gtk_switch_get_active (self->issue);
  g_autofree char *number = g_strdup_printf ("%u", self->next);
  g_autofree char *today = wg_day_to_text (wg_day_today ());

  gtk_widget_set_sensitive (GTK_WIDGET (self->texts[TEXT_NUMBER]), !is_issued);
  if (self->is_filling)
    return;
  self->is_filling = TRUE;
  gtk_editable_set_text (self->texts[TEXT_NUMBER], is_issued ? number : "");
  if (is_issued && *gtk_editable_get_text (self->texts[TEXT_DATE]) == '\0')
    gtk_editable_set_text (self->texts[TEXT_DATE], today);
  self->is_filling = FALSE;
  changed_cb (self);
}

static void
tell_message_cb (WgChartPanel *self, const char *sentence)
{
  g_signal_emit (self, signals[SIGNAL_MESSAGE], 0, sentence);
}

static void
add_choice (WgChartPanel *self, AdwPreferencesGroup *group, Choice choice, const char *title,
            const char *const *words)
{
  GtkWidget *row = adw_combo_row_new ();
  g_autoptr (GtkStringList) list = gtk_string_list_new (words);

  self->choices[choice] = ADW_COMBO_ROW (row);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_combo_row_set_model (self->choices[choice], G_LIST_MODEL (list));
  g_signal_connect_swapped (row, "notify::selected", G_CALLBACK (changed_cb), self);
  adw_preferences_group_add (group, row);
}

static void
add_scales (WgChartPanel *self, AdwPreferencesGroup *group)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (words, g_strdup (_("As large as fits")));
  for (guint i = 1; i < G_N_ELEMENTS (scales); i++)
    g_ptr_array_add (words, g_strdup_printf ("1 : %.0f", scales[i]));
  g_ptr_array_add (words, NULL);
  add_choice (self, group, CHOICE_SCALE, _("Scale"), (const char *const *) words->pdata);
}

static void
add_text (WgChartPanel *self, AdwPreferencesGroup *group, Text text, const char *title)
{
  GtkWidget *row = adw_entry_row_new ();

  self->texts[text] = GTK_EDITABLE (row);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  g_signal_connect_swapped (row, "changed", G_CALLBACK (changed_cb), self);
  adw_preferences_group_add (group, row);
}

static GtkSwitch *
add_switch (WgChartPanel *self, AdwPreferencesGroup *group, const char *title)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *toggle = gtk_switch_new ();

  gtk_widget_set_valign (toggle, GTK_ALIGN_CENTER);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), toggle);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), toggle);
  g_signal_connect_swapped (toggle, "notify::active", G_CALLBACK (changed_cb), self);
  adw_preferences_group_add (group, row);
  return GTK_SWITCH (toggle);
}

static void
add_picture (WgChartPanel *self, AdwPreferencesGroup *group, guint i, const char *title)
{
  GtkWidget *row = wg_chart_picture_row_new (title);

  self->pictures[i] = WG_CHART_PICTURE_ROW (row);
  g_signal_connect_swapped (row, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (row, "message", G_CALLBACK (tell_message_cb), self);
  adw_preferences_group_add (group, row);
}

/* The row is there as soon as it is known which edition would be the next. */
static void
add_issue (WgChartPanel *self, AdwPreferencesGroup *group)
{
  GtkWidget *row = adw_action_row_new ();

  self->issue = GTK_SWITCH (gtk_switch_new ());
  gtk_widget_set_valign (GTK_WIDGET (self->issue), GTK_ALIGN_CENTER);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _("Once this chart is saved or printed"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), GTK_WIDGET (self->issue));
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), GTK_WIDGET (self->issue));
  gtk_widget_set_visible (row, FALSE);
  g_signal_connect_swapped (self->issue, "notify::active", G_CALLBACK (issue_cb), self);
  adw_preferences_group_add (group, row);
}

static AdwPreferencesGroup *
add_group (GtkWidget *box, const char *title)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  gtk_box_append (GTK_BOX (box), group);
  return ADW_PREFERENCES_GROUP (group);
}

static void
add_sheet_group (WgChartPanel *self, GtkWidget *box)
{
  g_auto (GStrv) papers = wg_chart_panel_list_papers ();
  AdwPreferencesGroup *group = add_group (box, _("Sheet"));

  add_choice (self, group, CHOICE_TEMPLATE, _("Template"),
              (const char *const[]){ _("Wall map"), _("Grid sheet"), _("Notice board"),
                                     _("List of staff"), NULL });
  add_choice (self, group, CHOICE_EDITION, _("Edition"),
              (const char *const[]){ _("Public"), _("Public, phones masked"), _("Internal"), NULL });
  add_choice (self, group, CHOICE_PAPER, _("Paper"), (const char *const *) papers);
  add_choice (self, group, CHOICE_ORIENTATION, _("Orientation"),
              (const char *const[]){ _("By shape"), _("Portrait"), _("Landscape"), NULL });
  add_scales (self, group);
}

static void
add_words_group (WgChartPanel *self, GtkWidget *box)
{
  AdwPreferencesGroup *group = add_group (box, _("Words"));
  GtkWidget *view = gtk_text_view_new ();
  GtkWidget *frame = gtk_scrolled_window_new ();
  GtkWidget *caption = gtk_label_new (_("Duties on the notice board, one on each line"));

  add_text (self, group, TEXT_TITLE, _("Title"));
  add_text (self, group, TEXT_BODY, _("Compiled by"));
  add_text (self, group, TEXT_DATE, _("Date"));
  add_text (self, group, TEXT_NUMBER, _("Number of the edition"));
  add_issue (self, group);
  add_text (self, group, TEXT_NOTE, _("Note"));
  add_text (self, group, TEXT_SUPERVISION, _("Supervision phone"));
  self->duties = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (view), 6);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (view), 9);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Duties on the notice board, one on each line"), -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (frame), view);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (frame), 84);
  gtk_scrolled_window_set_has_frame (GTK_SCROLLED_WINDOW (frame), TRUE);
  gtk_label_set_xalign (GTK_LABEL (caption), 0);
  gtk_label_set_wrap (GTK_LABEL (caption), TRUE);
  gtk_label_set_mnemonic_widget (GTK_LABEL (caption), view);
  gtk_widget_add_css_class (caption, "dim-label");
  gtk_widget_set_margin_top (caption, 9);
  gtk_widget_set_margin_bottom (caption, 3);
  gtk_widget_set_margin_start (caption, 3);
  adw_preferences_group_add (group, caption);
  adw_preferences_group_add (group, frame);
  g_signal_connect_swapped (self->duties, "changed", G_CALLBACK (changed_cb), self);
}

static void
add_look_group (WgChartPanel *self, GtkWidget *box)
{
  AdwPreferencesGroup *group = add_group (box, _("Look"));

  add_choice (self, group, CHOICE_COLORS, _("Colours"),
              (const char *const[]){ _("Clear"), _("Soft"), _("Warm"), NULL });
  add_choice (self, group, CHOICE_FONT, _("Size of letters"),
              (const char *const[]){ "80 %", "100 %", "120 %", "140 %", "160 %", NULL });
  self->switches[SWITCH_BLACK] = add_switch (self, group, _("Black and white, with patterns"));
  self->switches[SWITCH_DRAFT] = add_switch (self, group, _("Mark as a draft"));
  self->switches[SWITCH_MARK] = add_switch (self, group, _("Mark of the edition"));
  self->switches[SWITCH_BLEED] = add_switch (self, group, _("Bleed and crop marks"));
  add_picture (self, group, 0, _("Logo"));
  add_picture (self, group, 1, _("Photo of the leader"));
}

static void
wg_chart_panel_dispose (GObject *object)
{
  WgChartPanel *self = WG_CHART_PANEL (object);

  self->is_filling = TRUE; /* rows tell of their end */
  g_clear_pointer (&self->options, wg_chart_options_free);

  G_OBJECT_CLASS (wg_chart_panel_parent_class)->dispose (object);
}

static void
wg_chart_panel_class_init (WgChartPanelClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wg_chart_panel_dispose;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", WG_TYPE_CHART_PANEL, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_MESSAGE] = g_signal_new ("message", WG_TYPE_CHART_PANEL, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
wg_chart_panel_init (WgChartPanel *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  AdwPreferencesGroup *group = NULL;

  self->is_filling = TRUE;
  self->options = wg_chart_options_new (WG_CHART_GRID_SHEET);
  add_sheet_group (self, box);
  add_words_group (self, box);
  group = add_group (box, _("What Is on It"));
  for (guint i = 0; i < G_N_ELEMENTS (blocks); i++)
    self->blocks[i] = add_switch (self, group, _(blocks[i].title));
  add_look_group (self, box);
  gtk_widget_set_margin_top (box, 12);
  gtk_widget_set_margin_bottom (box, 18);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), box);
  gtk_widget_set_size_request (scrolled, 300, -1);
  adw_bin_set_child (ADW_BIN (self), scrolled);
  self->is_filling = FALSE;
}

GtkWidget *
wg_chart_panel_new (void)
{
  return g_object_new (WG_TYPE_CHART_PANEL, NULL);
}

static guint
find_number (const double *numbers, guint n, double wanted)
{
  for (guint i = 0; i < n; i++)
    if (numbers[i] == wanted)
      return i;
  return 0;
}

static void
show_text (GtkEditable *editable, const char *text)
{
  gtk_editable_set_text (editable, text != NULL ? text : "");
}

char **
wg_chart_panel_list_papers (void)
{
  const char *const papers[] = { "A4", "A3", "A2", "A1", "A0", _("8K (260 × 370 mm)"),
                                 _("4K (370 × 520 mm)"), NULL };

  return g_strdupv ((char **) papers);
}

void
wg_chart_panel_set_options (WgChartPanel *self, const WgChartOptions *options)
{
  g_autofree char *number = options->edition_number > 0
                              ? g_strdup_printf ("%u", options->edition_number)
                              : g_strdup ("");
  WgChartOptions *copy = wg_chart_options_copy (options);

  self->is_filling = TRUE;
  g_clear_pointer (&self->options, wg_chart_options_free);
  self->options = copy;
  for (guint i = 0; i < G_N_ELEMENTS (templates); i++)
    if (templates[i] == copy->template)
      adw_combo_row_set_selected (self->choices[CHOICE_TEMPLATE], i);
  adw_combo_row_set_selected (self->choices[CHOICE_PAPER], copy->paper);
  adw_combo_row_set_selected (self->choices[CHOICE_ORIENTATION], copy->orientation);
  adw_combo_row_set_selected (self->choices[CHOICE_EDITION], copy->edition);
  adw_combo_row_set_selected (self->choices[CHOICE_SCALE],
                              find_number (scales, G_N_ELEMENTS (scales), copy->scale));
  adw_combo_row_set_selected (self->choices[CHOICE_COLORS], copy->colors);
  adw_combo_row_set_selected (self->choices[CHOICE_FONT],
                              find_number (fonts, G_N_ELEMENTS (fonts), copy->font_factor));
  show_text (self->texts[TEXT_TITLE], copy->title);
  show_text (self->texts[TEXT_NOTE], copy->note);
  show_text (self->texts[TEXT_BODY], copy->compiling_body);
  show_text (self->texts[TEXT_DATE], copy->date);
  show_text (self->texts[TEXT_NUMBER], number);
  show_text (self->texts[TEXT_SUPERVISION], copy->supervision_phone);
  gtk_text_buffer_set_text (self->duties, copy->duties != NULL ? copy->duties : "", -1);
  gtk_switch_set_active (self->switches[SWITCH_BLACK], copy->is_black_and_white);
  gtk_switch_set_active (self->switches[SWITCH_DRAFT], copy->is_draft);
  gtk_switch_set_active (self->switches[SWITCH_MARK], copy->has_mark);
  gtk_switch_set_active (self->switches[SWITCH_BLEED], copy->bleed_mm > 0);
  for (guint i = 0; i < G_N_ELEMENTS (blocks); i++)
    gtk_switch_set_active (self->blocks[i], (copy->blocks & blocks[i].block) != 0);
  for (guint i = 0; i < G_N_ELEMENTS (self->pictures); i++)
    wg_chart_picture_row_set_picture (self->pictures[i], *get_picture (self, i));
  gtk_switch_set_active (self->issue, FALSE);
  self->is_filling = FALSE;
}

const WgChartOptions *
wg_chart_panel_get_options (WgChartPanel *self)
{
  return self->options;
}

void
wg_chart_panel_offer_edition (WgChartPanel *self, guint next)
{
  GtkWidget *row = gtk_widget_get_ancestor (GTK_WIDGET (self->issue), ADW_TYPE_ACTION_ROW);
  g_autofree char *title = g_strdup_printf (_("Issue as Edition %u"), next);

  self->is_filling = TRUE;
  self->next = next;
  gtk_switch_set_active (self->issue, FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_widget_set_visible (row, next > 0);
  self->is_filling = FALSE;
}

guint
wg_chart_panel_get_issue (WgChartPanel *self)
{
  return gtk_switch_get_active (self->issue) ? self->next : 0;
}
