/** Runs in the browser, with OpenUI5's loader beside it: reads the service at /odata/ with its V4 ODataModel. */
globalThis.readService = async (sets) => {
  const load = (...names) =>
    new Promise((done, failed) => sap.ui.require(names, (...modules) => done(modules), failed));
  const [ODataModel, Filter, FilterOperator, Sorter, Messaging] = await load(
    'sap/ui/model/odata/v4/ODataModel',
    'sap/ui/model/Filter',
    'sap/ui/model/FilterOperator',
    'sap/ui/model/Sorter',
    'sap/ui/core/Messaging',
  );
  // By default it asks in batches.
  const model = new ODataModel({ serviceUrl: '/odata/', operationMode: 'Server' });
  const meta = model.getMetaModel();
  const description = (path) => meta.requestObject(`${path}@Org.OData.Core.V1.Description`);

  const described = {};
  for (const set of sets) {
    const type = await meta.requestObject(`/${set}/`);
    const names = Object.keys(type).filter((name) => type[name].$kind === 'Property');
    const columns = names.map(async (name) => {
      const { $Type, $isCollection, $Nullable } = type[name];
      return [
        name,
        $isCollection ? `Collection(${$Type})` : $Type,
        $Nullable !== false,
        await description(`/${set}/${name}`),
      ];
    });
    described[set] = { title: await description(`/${set}`), key: type.$Key, columns: await Promise.all(columns) };
  }

  /** All rows of a list, page by page, however short the service makes the pages. */
  const readAll = async (list, size) => {
    const rows = [];
    for (;;) {
      const contexts = await list.requestContexts(rows.length, size);
      rows.push(...contexts.map((context) => context.getObject()));
      if (rows.length >= list.getLength() || contexts.length === 0) return rows;
    }
  };
  const list = (path, sorters, filters, parameters) => model.bindList(path, undefined, sorters, filters, parameters);

  /** What a person is told when a row of theirs is not taken. */
  const refused = await new Promise((done) => {
    const targets = list('/target');
    targets.attachCreateCompleted((event) => {
      const [told] = Messaging.getMessageModel().getObject('/');
      done({ success: event.getParameter('success'), message: told?.message });
    });
    targets.create({ name: 'x' }, true);
  });
  return {
    described,
    months: await readAll(list('/indicator_month', [], [], { $count: true }), 7000),
    titles: await readAll(
      list('/activity', [new Sorter('title', true)], [new Filter('title', FilterOperator.Contains, '科技')], {
        $select: 'title',
        $count: true,
      }),
      10,
    ),
    funds: await readAll(
      list('/funding', [new Sorter('year')], [], {
        $apply:
          "filter(flow eq '下达' and level in ('国家','自治区','省','市'))/groupby((year),aggregate(amount with sum as total))",
      }),
      100,
    ),
    target: await model.bindContext("/target(division='990204',year=2024,seq=1)").requestObject(),
    refused,
  };
};
