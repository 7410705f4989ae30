import { GraphQLScalarType } from 'graphql';
import { GraphQLDateTime, GraphQLLocalDate } from 'graphql-scalars';

const SPECIFICATIONS = 'https://scalars.graphql.org/andimarek';

/** A day without a time, such as 2023-05-01. */
export const LocalDate = new GraphQLScalarType({
  ...GraphQLLocalDate.toConfig(),
  description: '日期，如 2023-05-01',
  specifiedByURL: `${SPECIFICATIONS}/local-date.html`,
});

/** A moment, such as 2023-05-01T08:00:00Z. */
export const DateTime = new GraphQLScalarType({
  ...GraphQLDateTime.toConfig(),
  description: '时刻，如 2023-05-01T08:00:00Z',
  specifiedByURL: `${SPECIFICATIONS}/date-time.html`,
});
