import { awsFiles } from './aws-files';
import { awsReach } from './aws-reach';
import { dataDir } from './data-dir';
import { keyStore } from './key-store';
import { node } from './node';
import { notifications } from './notifications';
import { port } from './port';
import { runtime } from './runtime';
import { screen } from './screen';
import type { Step } from './step';
import { tools } from './tools';

/** In the order in which a person would ask. */
export const steps: readonly Step[] = [node, runtime, screen, notifications, keyStore, dataDir, port, awsFiles, awsReach, tools];
