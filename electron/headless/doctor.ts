import { defaultDataDir } from '../host/data-dir';
import { asText, examine } from '../host/doctor/examine';
import { steps } from '../host/doctor/steps';
import type { Program } from '../host/program';
import type { DoctorFlags } from './commands';

/** `tocsin doctor`: tells what was found. True when nothing is broken. */
export async function doctor(flags: DoctorFlags, program: Program): Promise<boolean> {
  const report = await examine(
    {
      place: program.place,
      root: program.root,
      version: program.version,
      nodeVersion: program.nodeVersion,
      uid: program.uid,
      nowMs: program.machine.epochMs,
      dataDir: flags.dataDir ?? defaultDataDir(program.place),
      port: flags.port,
      wish: { profiles: flags.profile, regions: flags.region, endpointUrl: flags.endpointUrl ?? null },
      passphraseFile: flags.passphraseFile ?? null,
    },
    steps,
  );
  program.tell(flags.json ? `${JSON.stringify(report, null, 2)}\n` : asText(report));
  return report.ok;
}
