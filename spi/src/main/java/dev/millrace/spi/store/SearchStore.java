package dev.millrace.spi.store;

import dev.millrace.spi.id.ProjectName;
import dev.millrace.spi.search.LifecycleView;
import dev.millrace.spi.search.PageRequest;
import dev.millrace.spi.search.RunScope;
import dev.millrace.spi.search.SearchPage;
import dev.millrace.spi.search.SearchQuery;
import dev.millrace.spi.track.Experiment;
import dev.millrace.spi.track.RunNotes;

/**
 * Search over the record. A page begins after the last thing of the page before, wherever that
 * stands by then: what is added meanwhile makes nothing be told twice or left out. SEARCH_INVALID
 * for a token of another query.
 */
public interface SearchStore {
  SearchPage<RunNotes> runs(
      ProjectName project, SearchQuery query, RunScope scope, PageRequest page);

  /** How many runs a query finds. */
  long countRuns(ProjectName project, SearchQuery query, RunScope scope);

  SearchPage<Experiment> experiments(
      ProjectName project, SearchQuery query, LifecycleView view, PageRequest page);

  SearchPage<FoundModel> models(ProjectName project, SearchQuery query, PageRequest page);

  SearchPage<FoundVersion> versions(ProjectName project, SearchQuery query, PageRequest page);
}
