import { findCode } from '../../../diagnostics/codes.ts';
import type { Diagnostic, Source } from '../../../diagnostics/diagnostic.ts';
import { findingSentences, findingText } from '../render-diagnostics.ts';
import { describeFinder } from '../render-explanation.ts';
import { type FindingsReport, fileOf } from './findings-report.ts';
import { fingerprintFindings } from './fingerprint-findings.ts';

/** A SARIF 2.1.0 log. GitHub drops results without a place, so each of them has one. */
export function sarifOf(report: FindingsReport): object {
  const fingerprints = fingerprintFindings(report);
  const codes = [...new Set(report.findings.map(({ finding }) => finding.code))];
  const folder = report.projectFile.split('/').slice(0, -1);
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'audiencectl',
            semanticVersion: report.version,
            informationUri: 'https://github.com/audiencectl/audiencectl',
            rules: codes.map(ruleOf),
          },
        },
        // GitHub takes it as the category, so that the reports of two projects do not replace each other.
        automationDetails: { id: ['audiencectl', ...folder, ''].map(encodePart).join('/') },
        columnKind: 'utf16CodeUnits',
        results: report.findings.map(({ finding }, index) => ({
          ruleId: finding.code,
          ruleIndex: codes.indexOf(finding.code),
          level: finding.severity,
          ...resultOf(finding, report),
          partialFingerprints: { 'audiencectlFinding/v1': fingerprints[index] },
        })),
      },
    ],
  };
}

/** What the catalogue says of a code. */
function ruleOf(code: string): object {
  const entry = findCode(code);
  if (entry === undefined) return { id: code };
  const { meaning, fix } = entry;
  return {
    id: code,
    shortDescription: { text: messageText(meaning) },
    fullDescription: { text: messageText(`${meaning} Found ${describeFinder(entry)}`) },
    help: { text: messageText(fix) },
  };
}

function resultOf(finding: Diagnostic, report: FindingsReport): object {
  const { fact, advice } = findingSentences(finding);
  const { source, related = [], address } = finding;
  return {
    message: { text: messageText(advice === null ? fact : `${fact} ${advice}`) },
    locations: [
      {
        physicalLocation: placeOf(source ?? { file: fileOf(finding, report), line: 1, column: 1 }),
        ...(address === undefined
          ? {}
          : { logicalLocations: [{ fullyQualifiedName: findingText(address) }] }),
      },
    ],
    ...(related.length === 0
      ? {}
      : {
          relatedLocations: related.map((each, index) => ({
            id: index + 1,
            physicalLocation: placeOf(each.source),
            message: { text: messageText(findingText(each.label)) },
          })),
        }),
  };
}

/**
 * Messages and the texts of rules may hold links and placeholders, and what is written must be neither: SARIF 2.1.0, 3.11.6, 3.11.5 and 3.12. There is no link
 * without `](`, and texts without it stay as they are, for readers that show each backslash.
 */
function messageText(text: string): string {
  const plain = text.includes('](') ? text.replace(/[\\[\]]/gu, '\\$&') : text;
  return plain.replace(/[{}]/gu, '$&$&');
}

function placeOf({ file, line, column, endColumn }: Source): object {
  return {
    artifactLocation: { uri: file.split('/').map(encodePart).join('/'), uriBaseId: '%SRCROOT%' },
    region: {
      startLine: line,
      startColumn: column,
      // Without an end, a region goes to the end of its line.
      endColumn: endColumn ?? column + 1,
    },
  };
}

/** A name with half of a character in it cannot be written in a URI. */
function encodePart(name: string): string {
  return encodeURIComponent(name.replace(/\p{Cs}/gu, '\uFFFD'));
}
