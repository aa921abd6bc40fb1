import type { Presets } from '../../api/types';
import type { FieldName, Form, SettingName } from './formModel';

/** What every group of fields gets. */
export type FieldProps = {
  readonly form: Form;
  readonly presets: Presets;
  /** Changes a part of the form; a change of settings tells which one. */
  readonly change: (part: Partial<Form>, setting?: SettingName) => void;
  readonly error: (field: FieldName) => string | undefined;
};
