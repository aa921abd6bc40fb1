import { expect, test } from 'vitest';
import { meanConfidence, verdict } from './confidence';

const bin = (images: number, confidence: number) => ({ above: 0, upTo: 1, images, confidence, accuracy: 0 });

test('bins weigh by their images, and empty ones nothing', () => {
  expect(meanConfidence({ expectedError: 0, maximumError: 0, bins: [bin(30, 0.5), bin(0, 0), bin(10, 0.9)] })).toBeCloseTo(0.6);
});

test('the verdict tells the direction', () => {
  expect(verdict(0.9, 0.8)).toBe('On average the network is surer than it is right, by 10.0 percentage points.');
  expect(verdict(0.7, 0.8)).toBe('On average the network is right more often than it is sure, by 10.0 percentage points.');
  expect(verdict(0.8, 0.8)).toBe('On average the network is as sure as it is right.');
});
