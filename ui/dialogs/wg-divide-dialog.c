/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-divide-dialog"

#include "wg-divide-dialog.h"

#include "../../app/cli/wg-words-building.h"
#include "../../app/cli/wg-words.h"
#include "../../app/plan/wg-building-commands.h"
#include "../../app/plan/wg-building-places.h"
#include "../../app/plan/wg-building-split.h"
#include "../../app/plan/wg-commands.h"

#include "wg-share-table.h"

#include <glib/gi18n.h>
#include <math.h>

#define MAX_GRIDS 400 /* to choose from: the nearest */

struct _WgDivideDialog
{
  AdwWindow parent_instance;

  WgSession *session;
  guint32 building;
  guint32 owner;       /* the grid of the land; 0: nobody */
  guint32 nearest;     /* the nearest that has not got the land; 0: there is none */

  GtkLabel *facts;
  WgShareTable *table;
  GtkLabel *rest;
  GtkLabel *problem;
  GtkWidget *add;
  GtkWidget *apply;
};

G_DEFINE_FINAL_TYPE (WgDivideDialog, wg_divide_dialog, ADW_TYPE_WINDOW)

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

static void
show_problem (WgDivideDialog *self, const char *sentence, guint wrong)
{
  /* A row that nobody has filled in yet is not wrong. */
  if (wrong == G_MAXUINT)
    gtk_widget_remove_css_class (GTK_WIDGET (self->problem), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->problem), "error");
  gtk_label_set_label (self->problem, sentence != NULL ? sentence : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), sentence != NULL);
  gtk_widget_set_sensitive (self->apply, sentence == NULL);
  wg_share_table_mark (self->table, sentence != NULL ? wrong : G_MAXUINT);
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

/* FALSE when a number is none; @row_out says where. */
static gboolean
read_shares (WgDivideDialog *self, WgBuildingShare *shares, guint *row_out)
{
  if (!wg_share_table_read (self->table, shares, row_out))
    return FALSE;
  for (guint i = 0; i < wg_share_table_get_n (self->table); i++)
    shares[i].building = self->building;
  return TRUE;
}

static void
update (WgDivideDialog *self)
{
  const WgBuilding *building = get_building (self);
  guint n = wg_share_table_get_n (self->table), wrong = 0;
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
      wg_share_table_show_parts (self->table, building, parts);
      show_rest (self, &parts[n]);
    }
  show_problem (self, fault != WG_SHARE_GOOD ? wg_words_share_fault (fault) : NULL,
                fault == WG_SHARE_EMPTY ? G_MAXUINT : wrong);
}

static void
changed_cb (WgDivideDialog *self)
{
  /* The part that had the keyboard may have gone. */
  if (gtk_window_get_focus (GTK_WINDOW (self)) == NULL)
    gtk_widget_grab_focus (self->add);
  update (self);
}

/* For the nearest that has not got the land. */
static void
add_part (WgDivideDialog *self)
{
  WgBuildingShare share = { .grid = self->nearest, .households = WG_COUNT_NOT_KNOWN, .people = WG_COUNT_NOT_KNOWN };

  wg_share_table_add (self->table, &share);
  update (self);
}

static void
add_cb (WgDivideDialog *self)
{
  add_part (self);
  wg_share_table_focus_last (self->table);
}

static void
apply_cb (WgDivideDialog *self)
{
  guint n = wg_share_table_get_n (self->table), wrong = 0;
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

      wg_share_table_add_grid (self->table, id, name);
      if (self->nearest == 0 && id != self->owner)
        self->nearest = id;
    }
}

static void
wg_divide_dialog_dispose (GObject *object)
{
  WgDivideDialog *self = WG_DIVIDE_DIALOG (object);

  g_clear_object (&self->session);

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
wg_divide_dialog_init (WgDivideDialog *self)
{
  GtkWidget *outer = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->table = WG_SHARE_TABLE (g_object_new (WG_TYPE_SHARE_TABLE, NULL));
  g_signal_connect_swapped (self->table, "changed", G_CALLBACK (changed_cb), self);
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
  self->problem = add_label (box, NULL);
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
    wg_share_table_add (self->table, &shares[i]);
  if (n == 0)
    add_part (self);
  else
    update (self);
  /* Not before: a window that is focused while it is made has no role for screen readers. */
  g_signal_connect_object (self, "map", G_CALLBACK (wg_share_table_focus_last), self->table,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (plan, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (plan, "replaced", G_CALLBACK (gtk_window_close), self, G_CONNECT_SWAPPED);
  return self;
}
