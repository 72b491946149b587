import { z } from 'zod';
import type { AwsFault, Call, Operation, Permission } from '../service';

/** What a service says about an operation beyond how it acts; each function sees the checked input. */
interface About<Input> {
  readonly resources?: (input: Input, call: Call) => readonly string[];
  readonly conditions?: (input: Input, call: Call) => Readonly<Record<string, string | readonly string[]>>;
  readonly also?: (input: Input, call: Call) => readonly Permission[];
  readonly action?: string;
  readonly permission?: 'none';
}

/** How a service words an input its schema refuses: the field's path and what is wrong with it. */
export type Refusal = (field: string, problem: string) => AwsFault;

/**
 * Makes operations whose input is checked by a zod schema first:
 *
 *     const operation = operations((field, problem) => new AwsFault('ValidationException', `${field}: ${problem}`));
 *     DescribeRule: operation(z.object({ Name: z.string() }), ({ Name }, call) => …)
 */
export function operations(refuse: Refusal) {
  return function operation<Schema extends z.ZodType>(
    schema: Schema,
    handle: (input: z.output<Schema>, call: Call) => unknown,
    about: About<z.output<Schema>> = {},
  ): Operation {
    const read = (call: Call): z.output<Schema> => {
      const parsed = schema.safeParse(call.input);
      if (parsed.success) return parsed.data;
      const issue = parsed.error.issues[0];
      throw refuse(issue?.path.join('.') ?? '', issue?.message ?? 'invalid');
    };
    const { resources, conditions, also, ...rest } = about;
    return {
      ...rest,
      handle: (call) => handle(read(call), call),
      ...(resources && { resources: (call: Call) => resources(read(call), call) }),
      ...(also && { also: (call: Call) => also(read(call), call) }),
      ...(conditions && { conditions: (call: Call) => conditions(read(call), call) }),
    };
  };
}

/** A number that the query protocol sends as text. */
export const NumberText = z.union([
  z.number(),
  z
    .string()
    .regex(/^-?\d+$/)
    .transform(Number),
]);

/** The right to hand roles to a service. Nothing is asked where there is no role. */
export function passRole(service: string, roles: readonly string[]): readonly Permission[] {
  const resources = [...new Set(roles.filter((role) => role !== ''))];
  if (resources.length === 0) return [];
  return [{ action: 'iam:PassRole', resources, conditions: { 'iam:PassedToService': service } }];
}
