import { Division } from './division.js';
import { DivisionChange } from './division-change.js';
import { Enterprise } from './enterprise.js';
import {
  ImportChange,
  ImportDifference,
  ImportEffect,
  ImportFile,
  ImportMapping,
  ImportUndone,
} from './import-kept.js';
import { ImportIssue, ImportRun, ImportSheet } from './import-run.js';
import { ledgerEntity } from './ledger.js';
import { LEDGERS } from './ledgers/index.js';
import { OwnIndicator } from './own-indicator.js';

/** Every entity of the database: the dimensions, one a ledger, and the import runs. */
export const ENTITIES = [
  Division,
  DivisionChange,
  Enterprise,
  ...LEDGERS.map(ledgerEntity),
  ImportRun,
  ImportSheet,
  ImportIssue,
  ImportChange,
  ImportUndone,
  ImportFile,
  ImportDifference,
  ImportEffect,
  ImportMapping,
  OwnIndicator,
];
