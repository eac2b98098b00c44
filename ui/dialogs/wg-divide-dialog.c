/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-divide-dialog"

#include "wg-divide-dialog.h"

#include "../../app/cli/wg-words-building.h"
#include "../../app/cli/wg-words.h"
#include "../../app/plan/wg-building-commands.h"
#include "../../app/plan/wg-building-places.h"
#include "../../app/plan/wg-building-split.h"
#include "../../app/plan/wg-commands.h"

#include <glib/gi18n.h>
#include <math.h>

#define MAX_GRIDS 400     /* to choose from: the nearest */
#define N_ENTRIES 4

enum
{
  ENTRY_UNITS,
  ENTRY_FLOORS,
  ENTRY_HOUSEHOLDS,
  ENTRY_PEOPLE,
};

/* The widgets of one share. */
typedef struct
{
  GtkWidget *drop_down;
  GtkWidget *entries[N_ENTRIES];
  GtkWidget *remove;
  char *units, *floors; /* as they are stored */
} Row;

struct _WgDivideDialog
{
  AdwWindow parent_instance;

  WgSession *session;
  guint32 building;
  guint32 owner;       /* the grid of the land; 0: nobody */
  GArray *grids;       /* of guint32: that can be chosen */
  GtkStringList *names; /* of them, "name (code)" */
  GPtrArray *rows;     /* of Row */
  int last_line;       /* of the table: lines are never used again */

  GtkLabel *facts;
  GtkGrid *table;
  GtkLabel *rest;
  GtkLabel *problem;
  GtkWidget *add;
  GtkWidget *apply;
};

G_DEFINE_FINAL_TYPE (WgDivideDialog, wg_divide_dialog, ADW_TYPE_WINDOW)

static void
free_row (gpointer data)
{
  Row *row = data;

  g_free (row->units);
  g_free (row->floors);
  g_free (row);
}

/* The texts stay with the row. */
static const char *
read_span (GtkWidget *entry, char **span)
{
  g_free (*span);
  *span = wg_words_span (gtk_editable_get_text (GTK_EDITABLE (entry)));
  return *span;
}

static WgPlan *
get_plan (WgDivideDialog *self)
{
  return wg_session_get_plan (self->session);
}

/* NULL when an undo, or another import, took it away while the dialog was open. */
static const WgBuilding *
get_building (WgDivideDialog *self)
{
  WgBuildingSet *set = wg_plan_get_buildings (get_plan (self));

  return set != NULL ? wg_building_set_find (set, self->building) : NULL;
}

/* A number, nothing at all (not known), or FALSE. */
static gboolean
read_count (GtkWidget *entry, gint32 *number_out)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (entry));
  guint64 number = 0;

  *number_out = WG_COUNT_NOT_KNOWN;
  if (*text == '\0')
    return TRUE;
  if (!g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT32, &number, NULL))
    return FALSE;
  *number_out = (gint32) number;
  return TRUE;
}

/* FALSE when a number is none; @row_out says where. */
static gboolean
read_shares (WgDivideDialog *self, WgBuildingShare *shares, guint *row_out)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      Row *row = g_ptr_array_index (self->rows, i);
      guint at = gtk_drop_down_get_selected (GTK_DROP_DOWN (row->drop_down));

      *row_out = i;
      shares[i] = (WgBuildingShare){
        .building = self->building,
        .grid = at < self->grids->len ? g_array_index (self->grids, guint32, at) : 0,
        .units = read_span (row->entries[ENTRY_UNITS], &row->units),
        .floors = read_span (row->entries[ENTRY_FLOORS], &row->floors),
      };
      if (!read_count (row->entries[ENTRY_HOUSEHOLDS], &shares[i].households)
          || !read_count (row->entries[ENTRY_PEOPLE], &shares[i].people))
        return FALSE;
    }
  return TRUE;
}

/* What is worked out stands where nothing was typed. */
static void
show_part (WgDivideDialog *self, GtkWidget *entry, gint32 number)
{
  g_autofree char *text = wg_words_part_count (get_building (self), number);

  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), text);
}

static void
mark_row (WgDivideDialog *self, guint wrong)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      Row *row = g_ptr_array_index (self->rows, i);

      for (guint k = 0; k < N_ENTRIES; k++)
        {
          if (i == wrong)
            gtk_widget_add_css_class (row->entries[k], "error");
          else
            gtk_widget_remove_css_class (row->entries[k], "error");
          gtk_accessible_update_state (GTK_ACCESSIBLE (row->entries[k]),
                                       GTK_ACCESSIBLE_STATE_INVALID,
                                       i == wrong ? GTK_ACCESSIBLE_INVALID_TRUE
                                                  : GTK_ACCESSIBLE_INVALID_FALSE,
                                       -1);
        }
    }
}

static void
show_problem (WgDivideDialog *self, const char *sentence, guint wrong)
{
  gtk_label_set_label (self->problem, sentence != NULL ? sentence : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), sentence != NULL);
  gtk_widget_set_sensitive (self->apply, sentence == NULL);
  mark_row (self, sentence != NULL ? wrong : G_MAXUINT);
}

static void
show_rest (WgDivideDialog *self, const WgBuildingPart *rest)
{
  const WgBuilding *building = get_building (self);
  g_autofree char *grid = self->owner != 0 ? wg_words_grid (get_plan (self), self->owner)
                                           : g_strdup (_("unassigned land"));
  g_autofree char *sentence = wg_words_part_rest (building, rest, grid);

  gtk_label_set_label (self->rest, sentence);
}

static void
update (WgDivideDialog *self)
{
  const WgBuilding *building = get_building (self);
  guint n = self->rows->len, wrong = 0;
  g_autofree WgBuildingShare *shares = g_new0 (WgBuildingShare, n + 1);
  g_autofree WgBuildingPart *parts = g_new0 (WgBuildingPart, n + 1);
  WgShareFault fault = WG_SHARE_GOOD;

  if (building == NULL)
    {
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  gtk_widget_set_sensitive (self->add, n < WG_BUILDING_MAX_SHARES);
  if (!read_shares (self, shares, &wrong))
    {
      show_problem (self, _("Households and people are whole numbers"), wrong);
      return;
    }
  fault = wg_building_split_judge (building, shares, n, &wrong);
  if (fault == WG_SHARE_GOOD || fault == WG_SHARE_SUM || fault == WG_SHARE_EMPTY)
    {
      wg_building_split_count (building, shares, n, parts);
      for (guint i = 0; i < n; i++)
        {
          Row *row = g_ptr_array_index (self->rows, i);

          show_part (self, row->entries[ENTRY_HOUSEHOLDS], parts[i].households);
          show_part (self, row->entries[ENTRY_PEOPLE], parts[i].people);
        }
      show_rest (self, &parts[n]);
    }
  show_problem (self, fault != WG_SHARE_GOOD ? wg_words_share_fault (fault) : NULL, wrong);
}

static void
remove_cb (GtkWidget *button, WgDivideDialog *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      Row *row = g_ptr_array_index (self->rows, i);

      if (row->remove != button)
        continue;
      gtk_grid_remove (self->table, row->drop_down);
      for (guint k = 0; k < N_ENTRIES; k++)
        gtk_grid_remove (self->table, row->entries[k]);
      gtk_grid_remove (self->table, row->remove);
      g_ptr_array_remove_index (self->rows, i);
      break;
    }
  update (self);
  gtk_widget_grab_focus (self->add);
}

static void
name_widget (GtkWidget *widget, const char *what, guint number)
{
  /* Translators: what a field holds, and the number of the row: "Floors, part 2" */
  g_autofree char *name = g_strdup_printf (_("%s, part %u"), what, number);

  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static guint
find_grid (WgDivideDialog *self, guint32 grid)
{
  for (guint i = 0; i < self->grids->len; i++)
    if (g_array_index (self->grids, guint32, i) == grid)
      return i;
  return 0;
}

static void
set_count (GtkWidget *entry, gint32 number)
{
  g_autofree char *text
    = number != WG_COUNT_NOT_KNOWN ? g_strdup_printf ("%d", number) : g_strdup ("");

  gtk_editable_set_text (GTK_EDITABLE (entry), text);
}

static GtkWidget *
make_drop_down (WgDivideDialog *self, guint32 grid)
{
  GtkWidget *drop_down = gtk_drop_down_new (
    G_LIST_MODEL (g_object_ref (self->names)),
    gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string"));

  gtk_drop_down_set_enable_search (GTK_DROP_DOWN (drop_down), TRUE);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (drop_down), find_grid (self, grid));
  gtk_widget_set_hexpand (drop_down, TRUE);
  g_signal_connect_swapped (drop_down, "notify::selected", G_CALLBACK (update), self);
  return drop_down;
}

static void
add_row (WgDivideDialog *self, const WgBuildingShare *share)
{
  const char *const titles[N_ENTRIES] = { _("Units"), _("Floors"), _("Households"), _("People") };
  const char *const hints[N_ENTRIES] = { "1-2", "3-6", NULL, NULL };
  Row *row = g_new0 (Row, 1);
  int line = ++self->last_line;
  guint number = self->rows->len + 1;

  row->drop_down = make_drop_down (self, share->grid);
  name_widget (row->drop_down, _("Grid"), number);
  gtk_grid_attach (self->table, row->drop_down, 0, line, 1, 1);
  for (guint k = 0; k < N_ENTRIES; k++)
    {
      row->entries[k] = gtk_entry_new ();
      gtk_editable_set_width_chars (GTK_EDITABLE (row->entries[k]), 7);
      gtk_editable_set_max_width_chars (GTK_EDITABLE (row->entries[k]), 7);
      gtk_entry_set_placeholder_text (GTK_ENTRY (row->entries[k]), hints[k]);
      gtk_entry_set_activates_default (GTK_ENTRY (row->entries[k]), TRUE);
      name_widget (row->entries[k], titles[k], number);
      gtk_grid_attach (self->table, row->entries[k], (int) k + 1, line, 1, 1);
    }
  gtk_editable_set_text (GTK_EDITABLE (row->entries[ENTRY_UNITS]), share->units != NULL ? share->units : "");
  gtk_editable_set_text (GTK_EDITABLE (row->entries[ENTRY_FLOORS]),
                         share->floors != NULL ? share->floors : "");
  set_count (row->entries[ENTRY_HOUSEHOLDS], share->households);
  set_count (row->entries[ENTRY_PEOPLE], share->people);
  for (guint k = 0; k < N_ENTRIES; k++)
    g_signal_connect_swapped (row->entries[k], "changed", G_CALLBACK (update), self);
  row->remove = gtk_button_new_from_icon_name ("list-remove-symbolic");
  gtk_widget_add_css_class (row->remove, "flat");
  gtk_widget_set_tooltip_text (row->remove, _("Remove This Part"));
  name_widget (row->remove, _("Remove This Part"), number);
  g_signal_connect (row->remove, "clicked", G_CALLBACK (remove_cb), self);
  gtk_grid_attach (self->table, row->remove, N_ENTRIES + 1, line, 1, 1);
  g_ptr_array_add (self->rows, row);
}

static void
add_cb (WgDivideDialog *self)
{
  WgBuildingShare share = { .households = WG_COUNT_NOT_KNOWN, .people = WG_COUNT_NOT_KNOWN };
  Row *row = NULL;

  /* The nearest that has not got the land. */
  for (guint i = 0; i < self->grids->len && share.grid == 0; i++)
    if (g_array_index (self->grids, guint32, i) != self->owner)
      share.grid = g_array_index (self->grids, guint32, i);
  add_row (self, &share);
  update (self);
  row = g_ptr_array_index (self->rows, self->rows->len - 1);
  gtk_widget_grab_focus (row->entries[ENTRY_UNITS]);
}

static void
apply_cb (WgDivideDialog *self)
{
  guint n = self->rows->len, wrong = 0;
  g_autofree WgBuildingShare *shares = g_new0 (WgBuildingShare, n + 1);
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;

  if (get_building (self) == NULL || !read_shares (self, shares, &wrong))
    return;
  if (wg_command_split_building (wg_session_get_history (self->session), self->building, shares, n,
                                 &error)
      || g_error_matches (error, WG_PLAN_ERROR, WG_PLAN_ERROR_NOTHING))
    {
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  sentence = wg_words_error (error);
  show_problem (self, sentence, wrong);
}

typedef struct
{
  guint32 grid;
  double distance;
} Candidate;

static int
compare_candidates (gconstpointer a, gconstpointer b)
{
  const Candidate *x = a, *y = b;

  if (x->distance != y->distance)
    return x->distance < y->distance ? -1 : 1;
  return (x->grid > y->grid) - (x->grid < y->grid);
}

static double
distance_to (const WgEnvelope *box, WgPoint p)
{
  double x = MAX (MAX ((double) box->min_x - p.x, (double) p.x - box->max_x), 0);
  double y = MAX (MAX ((double) box->min_y - p.y, (double) p.y - box->max_y), 0);

  return hypot (x, y);
}

static gboolean
has_share (const WgBuildingShare *shares, guint n, guint32 grid)
{
  for (guint i = 0; i < n; i++)
    if (shares[i].grid == grid)
      return TRUE;
  return FALSE;
}

/* The grids of the level of the one that has the land, the nearest first; and those that have a share. */
static void
collect_grids (WgDivideDialog *self, const WgBuilding *building, const WgBuildingShare *shares, guint n)
{
  WgPlan *plan = get_plan (self);
  const WgGrid *owner = wg_plan_get_grid (plan, self->owner);
  guint depth = owner != NULL ? owner->depth : wg_session_get_depth (self->session);
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (Candidate));

  for (guint32 id = 1; id < wg_plan_get_grid_limit (plan); id++)
    {
      const WgGrid *grid = wg_plan_get_grid (plan, id);
      gboolean is_shared = has_share (shares, n, id);
      Candidate candidate = { id, -1 };
      WgEnvelope box;

      if (grid == NULL || grid->is_retired || (grid->depth != depth && !is_shared))
        continue;
      box = wg_plan_get_extent (plan, id);
      if (!is_shared && wg_envelope_is_empty (&box))
        continue;
      if (!is_shared)
        candidate.distance = distance_to (&box, building->point);
      g_array_append_val (found, candidate);
    }
  g_array_sort (found, compare_candidates);
  for (guint i = 0; i < MIN (found->len, MAX_GRIDS); i++)
    {
      guint32 id = g_array_index (found, Candidate, i).grid;
      const WgGrid *grid = wg_plan_get_grid (plan, id);
      g_autofree char *name = grid->name[0] != '\0' && grid->code[0] != '\0'
                                ? g_strdup_printf ("%s (%s)", grid->name, grid->code)
                                : wg_words_grid (plan, id);

      g_array_append_val (self->grids, id);
      gtk_string_list_append (self->names, name);
    }
}

static void
wg_divide_dialog_dispose (GObject *object)
{
  WgDivideDialog *self = WG_DIVIDE_DIALOG (object);

  g_clear_object (&self->session);
  g_clear_object (&self->names);
  g_clear_pointer (&self->grids, g_array_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);

  G_OBJECT_CLASS (wg_divide_dialog_parent_class)->dispose (object);
}

static void
wg_divide_dialog_class_init (WgDivideDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wg_divide_dialog_dispose;
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close",
                                       NULL);
}

static GtkLabel *
add_label (GtkWidget *box, const char *css)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (css != NULL)
    gtk_widget_add_css_class (label, css);
  gtk_box_append (GTK_BOX (box), label);
  return GTK_LABEL (label);
}

static GtkWidget *
make_header (WgDivideDialog *self)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_("_Cancel"));

  self->apply = gtk_button_new_with_mnemonic (_("_Apply"));
  gtk_widget_add_css_class (self->apply, "suggested-action");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (cancel), "window.close");
  g_signal_connect_swapped (self->apply, "clicked", G_CALLBACK (apply_cb), self);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), self->apply);
  return header;
}

static void
make_table (WgDivideDialog *self)
{
  const char *const titles[] = { _("Grid"), _("Units"), _("Floors"), _("Households"), _("People") };

  self->table = GTK_GRID (gtk_grid_new ());
  gtk_grid_set_row_spacing (self->table, 6);
  gtk_grid_set_column_spacing (self->table, 6);
  for (guint k = 0; k < G_N_ELEMENTS (titles); k++)
    {
      GtkWidget *label = gtk_label_new (titles[k]);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_widget_add_css_class (label, "caption-heading");
      gtk_grid_attach (self->table, label, (int) k, 0, 1, 1);
    }
}

static void
wg_divide_dialog_init (WgDivideDialog *self)
{
  GtkWidget *outer = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->grids = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->names = gtk_string_list_new (NULL);
  self->rows = g_ptr_array_new_with_free_func (free_row);
  make_table (self);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->table));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_AUTOMATIC,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), 320);
  gtk_box_append (GTK_BOX (outer), make_header (self));
  gtk_box_append (GTK_BOX (outer), box);
  g_object_set (box, "margin-top", 12, "margin-bottom", 18, "margin-start", 18, "margin-end", 18, NULL);
  self->facts = add_label (box, NULL);
  gtk_box_append (GTK_BOX (box), scrolled);
  self->add = gtk_button_new_with_mnemonic (_("A_dd a Part"));
  gtk_widget_set_halign (self->add, GTK_ALIGN_START);
  g_signal_connect_swapped (self->add, "clicked", G_CALLBACK (add_cb), self);
  gtk_box_append (GTK_BOX (box), self->add);
  self->rest = add_label (box, "heading");
  self->problem = add_label (box, "error");
  add_label (box, "dim-label");
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_last_child (box)),
                       _("Ranges such as 1-3,5. Where households or people are left empty they are worked "
                         "out evenly from units and floors; without parts the building is whole."));
  adw_window_set_content (ADW_WINDOW (self), outer);
  gtk_window_set_default_widget (GTK_WINDOW (self), self->apply);
  gtk_window_set_default_size (GTK_WINDOW (self), 680, -1);
}

WgDivideDialog *
wg_divide_dialog_new (GtkWindow *parent, WgSession *session, guint32 building)
{
  WgDivideDialog *self = g_object_new (WG_TYPE_DIVIDE_DIALOG, "transient-for", parent, "modal", TRUE,
                                       "destroy-with-parent", TRUE, "title",
                                       _("Divide Building Between Grids"), NULL);
  WgPlan *plan = wg_session_get_plan (session);
  WgBuildingSet *set = wg_plan_get_buildings (plan);
  const WgBuilding *record = NULL;
  const WgBuildingShare *shares = NULL;
  g_autofree char *facts = NULL;
  guint place = 0, n = 0;

  self->session = g_object_ref (session);
  self->building = building;
  g_return_val_if_fail (wg_building_set_find_index (set, building, &place), self);
  record = wg_building_set_get (set, place);
  self->owner = wg_plan_get_building_owner (plan, place);
  shares = wg_building_set_find_shares (set, building, &n);
  collect_grids (self, record, shares, n);
  facts = wg_words_building_facts (record);
  gtk_label_set_label (self->facts, facts);
  for (guint i = 0; i < n; i++)
    add_row (self, &shares[i]);
  if (n == 0)
    add_cb (self);
  else
    update (self);
  g_signal_connect_object (plan, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (plan, "replaced", G_CALLBACK (gtk_window_close), self, G_CONNECT_SWAPPED);
  return self;
}
