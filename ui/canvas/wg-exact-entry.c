/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-exact-entry"

#include "wg-exact-entry.h"

#include <glib/gi18n.h>
#include <math.h>

struct _WgExactEntry
{
  GtkWidget parent_instance;

  GtkWidget *entry;
  GtkWidget *meaning; /* label */
  gboolean is_distance;
  WgExactInput input;
};

G_DEFINE_FINAL_TYPE (WgExactEntry, wg_exact_entry, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_CHANGED,
  SIGNAL_ACCEPTED,
  SIGNAL_DROPPED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static char *
describe_problem (WgExactEntry *self, WgExactProblem problem)
{
  switch (problem)
    {
    case WG_EXACT_BAD_NUMBER:
      return g_strdup_printf (_("Character %u is not understood. Write for example 120@85 or @12,-5."),
                              self->input.at + 1);
    case WG_EXACT_BAD_LENGTH:
      return g_strdup (_("A length is more than 0 m and at most 1000 km."));
    case WG_EXACT_BAD_ANGLE:
      return g_strdup (_("An azimuth is between 0° and 360°, clockwise from north."));
    case WG_EXACT_UNFINISHED:
      return g_strdup (_("One more number, please."));
    case WG_EXACT_TOO_MANY:
      return g_strdup (_("Two numbers at most."));
    default:
      return g_strdup ("");
    }
}

static char *
describe_step (const WgExactInput *input)
{
  const char *east = input->x_m < 0 ? _("west") : _("east");
  const char *north = input->y_m < 0 ? _("south") : _("north");

  /* Translators: a step from the last point: metres, east or west, metres, north or south. */
  return g_strdup_printf (_("%g m %s, %g m %s"), fabs (input->x_m), east, fabs (input->y_m), north);
}

static char *
describe_input (WgExactEntry *self)
{
  const WgExactInput *input = &self->input;

  switch (input->kind)
    {
    case WG_EXACT_LENGTH:
      if (self->is_distance)
        return g_strdup_printf (_("Parallel at %g m, on the side of the pointer"), input->length_m);
      return g_strdup_printf (_("%g m; click for the direction"), input->length_m);
    case WG_EXACT_AZIMUTH:
      return g_strdup_printf (_("Towards %g°; click for the length"), input->azimuth);
    case WG_EXACT_POLAR:
      return g_strdup_printf (_("%g m towards %g°; Enter sets the point"), input->length_m,
                              input->azimuth);
    case WG_EXACT_RELATIVE:
      return describe_step (input);
    case WG_EXACT_ABSOLUTE:
      return g_strdup_printf (_("E %.3f  N %.3f; Enter sets the point"), input->x_m, input->y_m);
    default:
      return g_strdup (self->is_distance ? _("Distance of the parallel in metres")
                                         : _("Length, length@azimuth, @dx,dy or easting,northing"));
    }
}

static void
show_meaning (WgExactEntry *self, const char *sentence, gboolean is_problem)
{
  gtk_label_set_text (GTK_LABEL (self->meaning), sentence);
  if (is_problem)
    gtk_widget_add_css_class (self->meaning, "error");
  else
    gtk_widget_remove_css_class (self->meaning, "error");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  sentence, -1);
}

static void
changed_cb (GtkEditable *editable, WgExactEntry *self)
{
  WgExactProblem problem = wg_exact_input_parse (gtk_editable_get_text (editable), &self->input);
  g_autofree char *sentence = NULL;

  if (self->is_distance && problem == WG_EXACT_OK && self->input.kind != WG_EXACT_EMPTY
      && self->input.kind != WG_EXACT_LENGTH)
    {
      self->input = (WgExactInput){ .kind = WG_EXACT_EMPTY };
      problem = WG_EXACT_BAD_LENGTH;
    }
  sentence = problem == WG_EXACT_OK ? describe_input (self) : describe_problem (self, problem);
  show_meaning (self, sentence, problem != WG_EXACT_OK && problem != WG_EXACT_UNFINISHED);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
activate_cb (GtkEntry *entry, WgExactEntry *self)
{
  if (self->input.kind != WG_EXACT_EMPTY)
    g_signal_emit (self, signals[SIGNAL_ACCEPTED], 0);
}

static gboolean
key_cb (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state,
        WgExactEntry *self)
{
  if (keyval != GDK_KEY_Escape)
    return GDK_EVENT_PROPAGATE;
  g_signal_emit (self, signals[SIGNAL_DROPPED], 0);
  return GDK_EVENT_STOP;
}

static void
wg_exact_entry_dispose (GObject *object)
{
  GtkWidget *child = NULL;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (wg_exact_entry_parent_class)->dispose (object);
}

static void
wg_exact_entry_class_init (WgExactEntryClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wg_exact_entry_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "wg-exact-entry");
  for (guint i = 0; i < N_SIGNALS; i++)
    signals[i] = g_signal_new (((const char *[]){ "changed", "accepted", "dropped" })[i],
                               WG_TYPE_EXACT_ENTRY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                               G_TYPE_NONE, 0);
}

static void
wg_exact_entry_init (WgExactEntry *self)
{
  GtkEventController *key = gtk_event_controller_key_new ();

  gtk_orientable_set_orientation (
    GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))), GTK_ORIENTATION_VERTICAL);
  self->entry = gtk_entry_new ();
  self->meaning = gtk_label_new (NULL);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), 28);
  gtk_widget_set_size_request (self->meaning, 360, -1);
  gtk_label_set_wrap (GTK_LABEL (self->meaning), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (self->meaning), 48);
  gtk_widget_add_css_class (self->meaning, "caption");
  gtk_widget_set_parent (self->entry, GTK_WIDGET (self));
  gtk_widget_set_parent (self->meaning, GTK_WIDGET (self));
  g_signal_connect (self->entry, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect (self->entry, "activate", G_CALLBACK (activate_cb), self);
  gtk_event_controller_set_propagation_phase (key, GTK_PHASE_CAPTURE);
  g_signal_connect (key, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), key);
}

GtkWidget *
wg_exact_entry_new (gboolean is_distance)
{
  WgExactEntry *self = g_object_new (WG_TYPE_EXACT_ENTRY, NULL);

  self->is_distance = is_distance;
  gtk_accessible_update_property (
    GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
    is_distance ? _("Distance of the parallel") : _("Exact length, azimuth or coordinates"), -1);
  changed_cb (GTK_EDITABLE (self->entry), self);
  return GTK_WIDGET (self);
}

gboolean
wg_exact_entry_is_distance (WgExactEntry *self)
{
  g_return_val_if_fail (WG_IS_EXACT_ENTRY (self), FALSE);
  return self->is_distance;
}

const WgExactInput *
wg_exact_entry_get_input (WgExactEntry *self)
{
  g_return_val_if_fail (WG_IS_EXACT_ENTRY (self), NULL);
  return &self->input;
}

void
wg_exact_entry_begin (WgExactEntry *self, const char *text)
{
  g_return_if_fail (WG_IS_EXACT_ENTRY (self));

  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  gtk_entry_grab_focus_without_selecting (GTK_ENTRY (self->entry));
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
}

void
wg_exact_entry_refuse (WgExactEntry *self, const char *sentence)
{
  g_return_if_fail (WG_IS_EXACT_ENTRY (self));
  show_meaning (self, sentence, TRUE);
}
