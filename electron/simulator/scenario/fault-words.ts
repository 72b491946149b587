/** Faults in German, by the name people switch them with; the English words stand where the fault is made. */
const FAULTS: Readonly<Record<string, string>> = {
  H1: 'Der Aktualisierungsschritt verliert den Zustand: Jeder Lauf endet nach etwa 40 s mit States.Runtime',
  H2: 'Die Pause kann ihr Aufgabentoken nicht lesen: Der Lauf endet mit States.Runtime, statt zu pausieren',
  H3: 'Ein Beenden von Instanzen wird nie vermerkt: instancesTerminated bleibt leer',
  H4: 'list und get antworten CONFIGURATION_ERROR; zwischengespeicherte Zeilen beendeter Instanzen bleiben',
  H5: 'Der Indexname ist falsch geschrieben: Start- und Konfliktprüfung durchsuchen die ganze Tabelle',
  H6: 'Wird ein pausierter Lauf abgebrochen, bleibt er offen: StopExecution wird nie angenommen',
  H7: 'Eine während einer Welle verlangte Pause wird übergangen und überschrieben',
  H8: 'Alarme der Plattform beobachten eine Dimension, die der Metrik fehlt: immer OK',
  H9: 'Der Schlüssel des Themas weist EventBridge ab: Nichts erreicht drs-alerts, FailedInvocations steigen',
  H10: 'Nachrichten von drs-alerts tragen eine leere Server-Id und wörtlich $.time',
  H11: 'Das Pausenthema schweigt: Pausenmails gehen nur an execution-notifications',
  H12: 'Abonnements je Plan scheitern still: snsSubscriptionArn ist leer',
  H13: 'Wer die Funktion aufrufen darf, darf alles',
  H14: 'Der Zustand wird doppelt gesendet: Über 128 KiB endet der Lauf mit States.DataLimitExceeded',
  R9: 'Ein Abbruch zwischen Abfrage und Aktualisierung wird mit RUNNING überschrieben',
  R10: 'Ein Abfragelauf direkt nach StartRecovery legt die Welle als PENDING ab und sieht nie wieder nach',
  'sqs:duplicate': 'Jede Nachricht kommt doppelt an',
  'sqs:reorder': 'Jede zweite Nachricht kommt nach der folgenden an',
  'sqs:malformed': 'Vor jeder vierten Nachricht kommt eine halbierte Kopie',
  'ses:sandbox': 'Mail wird nur von und an bestätigte Adressen angenommen',
  'ses:paused': 'Das Konto darf keine Mail senden',
  'ses:rate': 'Mail wird zu schnell gesendet',
  'sns:sms-refused': 'Netzbetreiber weisen jede SMS ab, nachdem SNS sie angenommen hat',
  'sns:sms-opted-out': 'Jede Nummer hat SMS abbestellt',
};

const KINDS: Readonly<Record<string, string>> = {
  throttle: 'Zwei von drei Aufrufen werden gedrosselt',
  denied: 'IAM verweigert jeden Aufruf',
  slow: 'Jede Antwort lässt 2,5 s auf sich warten',
  down: 'Verbindungen brechen ohne Antwort ab',
  skew: 'Die Uhr des Dienstes geht eine Stunde vor: Signaturen gelten als abgelaufen',
  expired: 'Die Anmeldedaten sind abgelaufen',
  invalid: 'AWS kennt den Zugriffsschlüssel nicht',
  signature: 'Die Signatur passt nicht zum geheimen Schlüssel',
};

/** Null where the name has no words of its own. */
export function germanOfFault(name: string): string | null {
  return FAULTS[name] ?? null;
}

/** What happens to the calls of a service: `throttle`, `down`. */
export function germanOfKind(kind: string): string | null {
  return KINDS[kind] ?? null;
}
