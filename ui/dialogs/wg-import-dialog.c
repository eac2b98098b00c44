/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-import-dialog"

#include "wg-import-dialog.h"

#include "../../app/cli/wg-import-job.h"
#include "../../app/cli/wg-words.h"
#include "wg-crs-chooser.h"
#include "wg-import-cleaning.h"
#include "wg-import-place.h"
#include "wg-import-proposal.h"
#include "wg-import-table.h"

#include <glib/gi18n.h>

/* NULL: found by the reader. */
static const char *const ENCODINGS[] = { NULL,    "GB18030", "UTF-8",  "BIG5",
                                         "CP932", "EUC-KR",  "ISO-8859-1" };

struct _WgImportDialog
{
  AdwWindow parent_instance;

  /* Template widgets */
  AdwWindowTitle *title;
  GtkWidget *import_button;
  GtkStack *stack;
  AdwStatusPage *problem_page;
  AdwActionRow *file_row;
  AdwComboRow *layer_row;
  AdwComboRow *level_row;
  AdwComboRow *encoding_row;
  AdwComboRow *code_row;
  AdwComboRow *name_row;
  AdwComboRow *parent_row;
  GtkGrid *preview;
  GtkLabel *personal_label;
  WgCrsChooser *source_crs;
  WgCrsChooser *project_crs;
  WgImportCleaning *cleaning;
  WgImportPlace *place;

  WgWindow *window; /* not referenced: the dialog is transient for it */
  char *path;
  WgSource *source;
  GArray *layers; /* of guint: the layers of the source that have areas */
  GCancellable *describing;
  gboolean is_filling;
};

G_DEFINE_FINAL_TYPE (WgImportDialog, wg_import_dialog, ADW_TYPE_WINDOW)

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static WgPlan *
get_plan (WgImportDialog *self)
{
  return wg_project_get_plan (wg_window_get_project (self->window));
}

static const WgSourceLayer *
get_layer (WgImportDialog *self)
{
  guint selected = adw_combo_row_get_selected (self->layer_row);

  if (self->source == NULL || selected >= self->layers->len)
    return NULL;
  return self->source->layers->pdata[g_array_index (self->layers, guint, selected)];
}

/* Row 0 of a column row is "none". */
static const char *
get_field (WgImportDialog *self, AdwComboRow *row)
{
  const WgSourceLayer *layer = get_layer (self);
  guint selected = adw_combo_row_get_selected (row);

  return layer != NULL && selected > 0 && selected <= layer->fields->len
           ? layer->fields->pdata[selected - 1]
           : "";
}

/* After the levels: what else a file can be, once the project has a place for it. */
static WgImportUse
get_use (WgImportDialog *self)
{
  guint selected = adw_combo_row_get_selected (self->level_row);
  guint n_levels = wg_plan_get_n_levels (get_plan (self));

  if (selected == GTK_INVALID_LIST_POSITION || selected < n_levels)
    return WG_IMPORT_GRIDS;
  return selected == n_levels ? WG_IMPORT_BUILDINGS : WG_IMPORT_REFERENCE;
}

static void look_at_place (WgImportDialog *self);

static void
validate (WgImportDialog *self)
{
  const WgSourceLayer *layer = get_layer (self);
  gboolean is_good = layer != NULL && wg_crs_chooser_get_crs (self->source_crs) != NULL;

  if (gtk_widget_get_visible (GTK_WIDGET (self->project_crs)))
    is_good = is_good && wg_crs_chooser_get_crs (self->project_crs) != NULL;
  is_good = is_good && (wg_import_layer_can_be_grids (layer) || get_use (self) != WG_IMPORT_GRIDS);
  gtk_widget_set_sensitive (self->import_button, is_good);
  look_at_place (self);
}

static void
show_preview (WgImportDialog *self)
{
  const WgImportColumns columns
    = { get_field (self, self->code_row), get_field (self, self->name_row),
        gtk_widget_get_visible (GTK_WIDGET (self->parent_row)) ? get_field (self, self->parent_row)
                                                               : "" };

  wg_import_table_fill (self->preview, get_layer (self), &columns);
}

static void
mapping_selected_cb (AdwComboRow *row, GParamSpec *pspec, WgImportDialog *self)
{
  if (!self->is_filling)
    show_preview (self);
}

static void
fill_columns (WgImportDialog *self, AdwComboRow *row, const WgSourceLayer *layer,
              const char *proposed)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint selected = 0;

  gtk_string_list_append (names, row == self->parent_row ? _("None: by place") : _("None: by rule"));
  for (guint i = 0; i < layer->fields->len; i++)
    {
      gtk_string_list_append (names, layer->fields->pdata[i]);
      if (g_strcmp0 (proposed, layer->fields->pdata[i]) == 0)
        selected = i + 1;
    }
  adw_combo_row_set_model (row, G_LIST_MODEL (names));
  adw_combo_row_set_selected (row, selected);
}

static void
show_personal (WgImportDialog *self, const WgSourceLayer *layer)
{
  g_autofree char *names = NULL;
  g_autofree char *sentence = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->personal_label), layer->personal_fields->len > 0);
  if (layer->personal_fields->len == 0)
    return;

  g_ptr_array_add (layer->personal_fields, NULL);
  names = g_strjoinv (", ", (char **) layer->personal_fields->pdata);
  g_ptr_array_set_size (layer->personal_fields, (int) layer->personal_fields->len - 1);
  sentence = g_strdup_printf (_("Left out, because they may hold data of residents: %s"), names);
  gtk_label_set_label (self->personal_label, sentence);
}

static void
offer_source_crs (WgImportDialog *self, const WgSourceLayer *layer)
{
  g_autofree char *guessed = layer->crs == NULL && layer->proposed_crs == NULL
                               ? wg_import_guess_crs (layer, get_plan (self), NULL)
                               : NULL;
  g_autofree char *reason = wg_import_explain_crs (layer, guessed != NULL);
  g_autoptr (GPtrArray) candidates
    = layer->crs == NULL ? wg_import_list_candidates (layer, get_plan (self)) : NULL;
  const char *first = layer->crs != NULL            ? layer->crs
                      : layer->proposed_crs != NULL ? layer->proposed_crs
                                                    : guessed;
  const char *prompt = layer->crs != NULL ? _("Stated by the file")
                       : first != NULL    ? _("Proposed")
                                          : _("The file does not say: please choose");

  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self->source_crs), reason);
  wg_crs_chooser_set_candidates (self->source_crs, candidates);
  wg_crs_chooser_offer (self->source_crs, WG_CRS_FOR_SOURCE, first, prompt);
}

static void
offer_project_crs (WgImportDialog *self, const WgSourceLayer *layer)
{
  WgPlan *plan = get_plan (self);
  const char *wanted = wg_plan_get_wanted_crs (plan);
  g_autoptr (WgFrame) frame = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->project_crs), wg_plan_get_frame (plan) == NULL);
  if (wg_plan_get_frame (plan) != NULL)
    return;

  if (wanted == NULL)
    frame = wg_import_propose_frame (self->source, layer->name, NULL, NULL);
  if (wanted != NULL)
    wg_crs_chooser_offer (self->project_crs, WG_CRS_FOR_PROJECT, wanted, _("Chosen"));
  else if (frame != NULL)
    wg_crs_chooser_offer (self->project_crs, WG_CRS_FOR_PROJECT, wg_frame_get_crs (frame),
                          _("Proposed"));
  else
    wg_crs_chooser_offer (self->project_crs, WG_CRS_FOR_PROJECT, NULL, _("Please choose"));
}

/* What kind of file it is, and what its texts were read with. */
static void
describe_file (WgImportDialog *self, const WgSourceLayer *layer)
{
  g_autofree char *rows
    = layer->n_rows >= 0 ? wg_words_count ((guint64) layer->n_rows) : g_strdup ("?");
  const char *encoding = layer->encoding != NULL ? layer->encoding : "UTF-8";
  /* Translators: kind of file, number of rows, text encoding */
  g_autofree char *line
    = g_strdup_printf (_("%s, %s rows, text in %s"), self->source->driver, rows, encoding);
  g_autofree char *escaped = g_markup_escape_text (line, -1);
  g_autofree char *read
    = g_strdup_printf (_("Read as %s; change it when the text below is unreadable"), encoding);

  adw_action_row_set_subtitle (self->file_row, escaped);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->encoding_row), read);
}

static void
show_layer (WgImportDialog *self)
{
  const WgSourceLayer *layer = get_layer (self);

  if (layer == NULL)
    return;

  self->is_filling = TRUE;
  describe_file (self, layer);
  fill_columns (self, self->code_row, layer, layer->code_field);
  fill_columns (self, self->name_row, layer, layer->name_field);
  fill_columns (self, self->parent_row, layer, layer->parent_field);
  show_personal (self, layer);
  offer_source_crs (self, layer);
  offer_project_crs (self, layer);
  wg_import_cleaning_offer (self->cleaning, layer,
                            adw_combo_row_get_selected (self->level_row) + 1);
  self->is_filling = FALSE;
  show_preview (self);
  validate (self);
}

static void
layer_selected_cb (AdwComboRow *row, GParamSpec *pspec, WgImportDialog *self)
{
  if (!self->is_filling)
    show_layer (self);
}

/* The top level has no parents that a column could name. */
static void
level_selected_cb (AdwComboRow *row, GParamSpec *pspec, WgImportDialog *self)
{
  const char *const explanations[]
    = { _("Each area of the file becomes a grid of this level"),
        _("Each area or point becomes a building; columns are found by their names"),
        _("Something to look at on the map; nothing is changed") };
  WgImportUse use = get_use (self);
  gboolean is_grids = use == WG_IMPORT_GRIDS;

  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), explanations[use]);
  gtk_widget_set_visible (GTK_WIDGET (self->code_row), is_grids);
  gtk_widget_set_visible (GTK_WIDGET (self->name_row), is_grids);
  gtk_widget_set_visible (GTK_WIDGET (self->parent_row),
                          is_grids && adw_combo_row_get_selected (row) > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->cleaning), is_grids);
  wg_import_cleaning_offer (self->cleaning, get_layer (self),
                            adw_combo_row_get_selected (row) + 1);
  if (self->is_filling)
    return;
  show_preview (self);
  validate (self);
}

static void
fill_levels (WgImportDialog *self)
{
  WgPlan *plan = get_plan (self);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (guint depth = 1; depth <= wg_plan_get_n_levels (plan); depth++)
    {
      guint n = wg_plan_count_grids (plan, depth);
      g_autofree char *count = wg_words_count (n);
      g_autofree char *line =
        n > 0 ? g_strdup_printf (ngettext ("%s (has %s grid)", "%s (has %s grids)", n),
                                 wg_plan_get_level (plan, depth)->name, count)
              : g_strdup (wg_plan_get_level (plan, depth)->name);

      gtk_string_list_append (names, line);
    }
  if (wg_plan_get_frame (plan) != NULL)
    {
      gtk_string_list_append (names, _("Buildings, with households and people"));
      gtk_string_list_append (names, _("Reference layer of the map"));
    }
  adw_combo_row_set_model (self->level_row, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->level_row, wg_import_propose_depth (plan, self->path, get_layer (self)) - 1);
}

static void
fill_layers (WgImportDialog *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  const WgSourceLayer *best = wg_source_find_layer (self->source, NULL);
  guint selected = 0;

  g_array_set_size (self->layers, 0);
  for (guint i = 0; i < self->source->layers->len; i++)
    {
      const WgSourceLayer *layer = self->source->layers->pdata[i];

      if (!wg_import_layer_can_be_grids (layer)
          && (wg_plan_get_frame (get_plan (self)) == NULL || !wg_import_layer_has_points (layer)))
        continue;
      if (layer == best)
        selected = self->layers->len;
      g_array_append_val (self->layers, i);
      gtk_string_list_append (names, layer->name);
    }
  self->is_filling = TRUE;
  adw_combo_row_set_model (self->layer_row, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->layer_row, selected);
  gtk_widget_set_visible (GTK_WIDGET (self->layer_row), self->layers->len > 1);
  self->is_filling = FALSE;
}

static void
show_problem (WgImportDialog *self, const char *sentence)
{
  g_autofree char *escaped = g_markup_escape_text (sentence, -1);

  adw_status_page_set_description (self->problem_page, escaped);
  gtk_stack_set_visible_child_name (self->stack, "problem");
  gtk_widget_set_sensitive (self->import_button, FALSE);
}

static void
describe_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  char **words = data; /* path, encoding or NULL */
  GError *error = NULL;
  WgSource *description = wg_source_open (words[0], words[1], cancellable, &error);

  if (description != NULL)
    g_task_return_pointer (task, description, (GDestroyNotify) wg_source_free);
  else
    g_task_return_error (task, error);
}

/* The same file in another encoding: what was chosen stays, only the texts are other ones. */
static void
renew_texts (WgImportDialog *self, WgSource *source)
{
  AdwComboRow *const rows[] = { self->code_row, self->name_row, self->parent_row };
  guint selected[G_N_ELEMENTS (rows)];
  guint layer = adw_combo_row_get_selected (self->layer_row);
  guint n_layers = self->layers->len;
  guint n_fields = get_layer (self)->fields->len;
  gboolean is_same = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    selected[i] = adw_combo_row_get_selected (rows[i]);
  wg_source_free (self->source);
  self->source = source;
  fill_layers (self);
  self->is_filling = TRUE;
  if (self->layers->len == n_layers)
    adw_combo_row_set_selected (self->layer_row, layer);
  self->is_filling = FALSE;
  is_same = self->layers->len == n_layers && get_layer (self)->fields->len == n_fields;
  if (!is_same)
    {
      show_layer (self);
      return;
    }
  self->is_filling = TRUE;
  describe_file (self, get_layer (self));
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      fill_columns (self, rows[i], get_layer (self), NULL);
      adw_combo_row_set_selected (rows[i], selected[i]);
    }
  show_personal (self, get_layer (self));
  self->is_filling = FALSE;
  show_preview (self);
  validate (self);
}

static void
described_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  WgImportDialog *self = WG_IMPORT_DIALOG (object);
  g_autoptr (GError) error = NULL;
  g_autoptr (WgSource) source = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (source == NULL)
    {
      g_autofree char *sentence = wg_words_error (error);

      g_debug ("%s: %s", self->path, error->message);
      show_problem (self, sentence);
      return;
    }

  if (self->source != NULL && self->layers->len > 0)
    {
      renew_texts (self, g_steal_pointer (&source));
      return;
    }
  g_clear_pointer (&self->source, wg_source_free);
  self->source = g_steal_pointer (&source);
  fill_layers (self);
  if (self->layers->len == 0)
    {
      show_problem (self, _("There is no layer with areas in this file. Points and lines can be "
                            "added as a reference layer of the map."));
      return;
    }
  show_layer (self);
  fill_levels (self);
  gtk_stack_set_visible_child_name (self->stack, "form");
  gtk_widget_grab_focus (GTK_WIDGET (self->level_row));
}

static void
describe (WgImportDialog *self)
{
  guint selected = adw_combo_row_get_selected (self->encoding_row);
  const char *encoding = selected < G_N_ELEMENTS (ENCODINGS) ? ENCODINGS[selected] : NULL;
  g_autoptr (GTask) task = NULL;
  char **words = g_new0 (char *, 3);

  words[0] = g_strdup (self->path);
  words[1] = g_strdup (encoding);
  g_cancellable_cancel (self->describing);
  g_clear_object (&self->describing);
  self->describing = g_cancellable_new ();
  task = g_task_new (self, self->describing, described_cb, NULL);
  g_task_set_task_data (task, words, (GDestroyNotify) g_strfreev);
  g_task_run_in_thread (task, describe_thread);
}

static void
encoding_selected_cb (AdwComboRow *row, GParamSpec *pspec, WgImportDialog *self)
{
  if (!self->is_filling)
    describe (self);
}

/* What is chosen at the moment. (transfer full) */
static WgImportChoice *
make_choice (WgImportDialog *self)
{
  WgImportChoice *choice = g_new0 (WgImportChoice, 1);
  guint encoding = adw_combo_row_get_selected (self->encoding_row);

  choice->use = get_use (self);
  choice->path = g_strdup (self->path);
  choice->layer = g_strdup (get_layer (self)->name);
  choice->crs = g_strdup (wg_crs_chooser_get_crs (self->source_crs));
  choice->encoding = encoding < G_N_ELEMENTS (ENCODINGS) ? g_strdup (ENCODINGS[encoding]) : NULL;
  choice->code_field = g_strdup (get_field (self, self->code_row));
  choice->name_field = g_strdup (get_field (self, self->name_row));
  choice->parent_field = g_strdup (
    gtk_widget_get_visible (GTK_WIDGET (self->parent_row)) ? get_field (self, self->parent_row) : "");
  choice->depth = adw_combo_row_get_selected (self->level_row) + 1;
  wg_import_cleaning_get (self->cleaning, choice);
  if (gtk_widget_get_visible (GTK_WIDGET (self->project_crs)))
    choice->project_crs = g_strdup (wg_crs_chooser_get_crs (self->project_crs));
  choice->datum = wg_import_place_get_datum (self->place);
  return choice;
}

/* The map of the layer as it would lie there. */
static void
look_at_place (WgImportDialog *self)
{
  g_autoptr (WgImportChoice) choice = get_layer (self) != NULL ? make_choice (self) : NULL;
  g_autoptr (WgPlan) snapshot = NULL;
  gboolean is_grids = choice != NULL && choice->use == WG_IMPORT_GRIDS;

  if (choice == NULL)
    return;
  snapshot = wg_plan_snapshot (get_plan (self));
  gtk_widget_set_visible (GTK_WIDGET (self->place), is_grids);
  if (is_grids)
    wg_import_place_look (self->place, snapshot,
                          gtk_widget_get_sensitive (self->import_button) ? choice : NULL);
}

static void
place_changed_cb (WgImportPlace *place, WgImportDialog *self)
{
  if (!self->is_filling)
    look_at_place (self);
}

/* Once the file's system is chosen, its place is known, and the project's can be proposed. */
static void
source_crs_changed_cb (WgCrsChooser *chooser, WgImportDialog *self)
{
  const WgSourceLayer *layer = get_layer (self);
  const char *crs = wg_crs_chooser_get_crs (chooser);

  if (self->is_filling)
    return;

  if (layer != NULL && crs != NULL && wg_plan_get_frame (get_plan (self)) == NULL)
    {
      wg_import_place_layer (self->source, layer->name, crs);
      self->is_filling = TRUE;
      offer_project_crs (self, layer);
      self->is_filling = FALSE;
    }
  validate (self);
}

static void
project_crs_changed_cb (WgCrsChooser *chooser, WgImportDialog *self)
{
  if (!self->is_filling)
    validate (self);
}

static void
import_cb (GtkButton *button, WgImportDialog *self)
{
  g_autoptr (WgImportChoice) choice = make_choice (self);

  g_signal_emit (self, signals[CHOSEN], 0, choice);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
fill_encodings (WgImportDialog *self)
{
  const char *const names[] = { _("Found automatically"), _("GB18030 (GBK, GB2312)"), "UTF-8",
                                _("Big5 (Traditional Chinese)"), _("CP932 (Japanese)"),
                                _("EUC-KR (Korean)"), _("ISO 8859-1 (Western)"), NULL };
  g_autoptr (GtkStringList) list = gtk_string_list_new (names);

  G_STATIC_ASSERT (G_N_ELEMENTS (names) == G_N_ELEMENTS (ENCODINGS) + 1);
  adw_combo_row_set_model (self->encoding_row, G_LIST_MODEL (list));
}

static void
wg_import_dialog_dispose (GObject *object)
{
  WgImportDialog *self = WG_IMPORT_DIALOG (object);

  g_cancellable_cancel (self->describing);
  g_clear_object (&self->describing);
  gtk_widget_dispose_template (GTK_WIDGET (self), WG_TYPE_IMPORT_DIALOG);

  G_OBJECT_CLASS (wg_import_dialog_parent_class)->dispose (object);
}

static void
wg_import_dialog_finalize (GObject *object)
{
  WgImportDialog *self = WG_IMPORT_DIALOG (object);

  g_free (self->path);
  g_clear_pointer (&self->source, wg_source_free);
  g_array_unref (self->layers);

  G_OBJECT_CLASS (wg_import_dialog_parent_class)->finalize (object);
}

static void
wg_import_dialog_class_init (WgImportDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wg_import_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = wg_import_dialog_finalize;

  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);

  g_type_ensure (WG_TYPE_CRS_CHOOSER);
  g_type_ensure (WG_TYPE_IMPORT_CLEANING);
  g_type_ensure (WG_TYPE_IMPORT_PLACE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/wangge/Wangge/wg-import-dialog.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, WgImportDialog, name)
  BIND (title);
  BIND (import_button);
  BIND (stack);
  BIND (problem_page);
  BIND (file_row);
  BIND (layer_row);
  BIND (level_row);
  BIND (encoding_row);
  BIND (code_row);
  BIND (name_row);
  BIND (parent_row);
  BIND (preview);
  BIND (personal_label);
  BIND (source_crs);
  BIND (project_crs);
  BIND (cleaning);
  BIND (place);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, layer_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, level_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, encoding_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, mapping_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, source_crs_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, project_crs_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, place_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, import_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
wg_import_dialog_init (WgImportDialog *self)
{
  self->layers = g_array_new (FALSE, FALSE, sizeof (guint));
  self->is_filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  fill_encodings (self);
  self->is_filling = FALSE;
}

WgImportDialog *
wg_import_dialog_new (WgWindow *parent, const char *path, guint n_more)
{
  WgImportDialog *self = g_object_new (WG_TYPE_IMPORT_DIALOG, "transient-for", parent, NULL);
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *title = g_markup_escape_text (base, -1);

  self->window = parent;
  self->path = g_strdup (path);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->file_row), title);
  if (n_more > 0)
    {
      g_autofree char *more =
        g_strdup_printf (ngettext ("%u more file follows", "%u more files follow", n_more), n_more);

      adw_window_title_set_subtitle (self->title, more);
    }
  wg_import_cleaning_bind (self->cleaning, wg_window_get_settings (parent));
  describe (self);
  return self;
}
