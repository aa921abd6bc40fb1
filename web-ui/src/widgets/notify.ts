import { notifications } from '@mantine/notifications';
import type { ReactNode } from 'react';
import { adviceFor, toProblem } from '../base/problem';

export function notifyDone(message: ReactNode): void {
  notifications.show({ message, color: 'teal' });
}

export function notifyProblem(error: unknown): void {
  const problem = toProblem(error);
  notifications.show({ title: problem.title, message: problem.detail || adviceFor(problem), color: 'red', autoClose: 8000 });
}
