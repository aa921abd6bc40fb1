import type { Presets } from '../../api/types';
import type { FieldName, Form } from './formModel';

/** What every group of fields gets. */
export type FieldProps = {
  readonly form: Form;
  readonly presets: Presets;
  readonly change: (part: Partial<Form>) => void;
  readonly error: (field: FieldName) => string | undefined;
};
