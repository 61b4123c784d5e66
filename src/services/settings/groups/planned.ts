/**
 * Settings that are described but that no code reads, alphabetical. Nobody can set or see them, no new bot takes them
 * over, and what is stored of them is kept and ignored. Whoever writes the code that reads one takes it off the list.
 */
export const plannedSettings = [
  'faq_shown',
  'logo_file_id',
  'maintenance_auto',
  'maintenance_check_seconds',
  'maintenance_failures',
  'maintenance_mode',
  'maintenance_text',
  'menu_mode',
  'mini_app_url',
  'open_tickets_per_user',
  'privacy_policy_required',
  'privacy_policy_text',
  'public_offer_text',
  'server_status_mode',
  'server_status_url',
  'support_menu',
  'support_text',
  'ticket_reply_notices',
  'ticket_sla',
  'ticket_sla_minutes',
  'ticket_sla_repeat_minutes',
  'ticket_topic_id',
  'welcome_trial_button',
] as const;
