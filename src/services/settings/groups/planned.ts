/**
 * Settings that are described but that no code reads, alphabetical. Nobody can set or see them, no new bot takes them
 * over, and what is stored of them is kept and ignored. Whoever writes the code that reads one takes it off the list.
 */
export const plannedSettings = [
  'logo_file_id',
  'maintenance_auto',
  'maintenance_check_seconds',
  'maintenance_failures',
  'maintenance_mode',
  'maintenance_text',
  'menu_mode',
  'mini_app_url',
  'server_status_mode',
  'server_status_url',
  'throttle_ms',
] as const;
