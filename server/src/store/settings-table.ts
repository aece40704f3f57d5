import type { DeskChange, DeskSettings } from '@sanad/shared/desk';

/** What an admin has set for the whole desk. */
export interface SettingsTable {
  /** All settings: what was never set is as `DESK_DEFAULTS` has it. */
  get(): Promise<DeskSettings>;
  /** Sets what `change` holds and leaves the rest; answers with all settings as they are then. */
  change(change: DeskChange): Promise<DeskSettings>;
}
