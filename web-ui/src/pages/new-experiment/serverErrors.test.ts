import { expect, test } from 'vitest';
import { Problem } from '../../base/problem';
import { fieldErrorsOf, unplaced } from './serverErrors';

test('an objection to a run stands beside the field that made it', () => {
  expect(fieldErrorsOf([{ field: 'runs[2].optimizer.learningRate', message: 'must be greater than 0' }])).toEqual({
    learningRates: 'must be greater than 0',
  });
});

test('a deeper path belongs to its nearest known field', () => {
  expect(fieldErrorsOf([{ field: 'runs[0].network.layers[3].kernel', message: 'is too large' }])).toEqual({ networks: 'layer 4, kernel: is too large' });
});

test('the same objection to many runs is told once', () => {
  const problems = [0, 1, 2].map((i) => ({ field: `runs[${i}].batchSize`, message: `wrong ${i}` }));

  expect(fieldErrorsOf(problems)).toEqual({ batchSize: 'wrong 0' });
});

test('what belongs to no field is told with its path', () => {
  expect(fieldErrorsOf([{ field: 'surprise', message: 'is unknown' }])).toEqual({ runs: 'surprise is unknown' });
});

test('an objection to a declared field stands beside it', () => {
  expect(fieldErrorsOf([{ field: 'runs[1].optimizer.beta1', message: 'is too large' }])).toEqual({ 'optimizer.beta1': 'is too large' });
  expect(fieldErrorsOf([{ field: 'runs[1].loss.type', message: 'does not fit' }])).toEqual({ loss: 'does not fit' });
});

test('what stands beside a field is not told again at the end', () => {
  const problem = unplaced(new Problem(422, 'Unprocessable', 'Two fields are wrong', [{ field: 'runs[0].batchSize', message: 'is 0' }, { field: 'surprise', message: 'is unknown' }]));

  expect(problem.errors).toEqual([{ field: 'surprise', message: 'is unknown' }]);
  expect(unplaced(new Problem(422, 'Unprocessable', 'A field is wrong', [{ field: 'name', message: 'is empty' }])).detail).toBe('');
});
