import { execFile, execFileSync } from 'node:child_process';

interface CliAnswer {
  readonly code: number;
  /** Parsed standard output; null when there was none. */
  readonly json: unknown;
  readonly stderr: string;
}

/** Version of the AWS CLI on PATH, such as `1.45.11`; null where there is none. */
export function cliVersion(): string | null {
  try {
    const text = execFileSync('aws', ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
    return /aws-cli\/(\S+)/.exec(text)?.[1] ?? null;
  } catch {
    return null;
  }
}

/** Whether it speaks the JSON protocols of SQS and CloudWatch; older ones still send forms. */
export function isCurrentCli(version: string | null): boolean {
  const [major = 0, minor = 0] = (version ?? '').split('.').map(Number);
  return major > 2 || (major === 2 && minor >= 15) || (major === 1 && minor >= 32);
}

/** Runs the AWS CLI against an endpoint, with nothing of this machine's own settings. */
export function runCli(endpoint: string, args: readonly string[], accessKeyId = 'test'): Promise<CliAnswer> {
  const env = {
    PATH: process.env.PATH ?? '',
    HOME: '/nonexistent',
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_PAGER: '',
    AWS_MAX_ATTEMPTS: '1',
    AWS_CONFIG_FILE: '/nonexistent/config',
    AWS_SHARED_CREDENTIALS_FILE: '/nonexistent/credentials',
    PYENV_ROOT: process.env.PYENV_ROOT ?? '',
  };
  const all = ['--endpoint-url', endpoint, '--region', 'us-east-1', '--output', 'json', ...args];
  return new Promise((resolve) => {
    execFile('aws', all, { env, encoding: 'utf8' }, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : 1;
      resolve({ code, json: stdout.trim() === '' ? null : JSON.parse(stdout), stderr });
    });
  });
}
