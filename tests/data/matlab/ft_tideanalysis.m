function [tide] = ft_tideanalysis(cfg, data, ...
  varargin)

% FT_TIDEANALYSIS performs an analysis of tides.
%
% Use as
%   [tide] = ft_tideanalysis(cfg, data)
%
% See also FT_TIDEPLOT

% Copyright (C) 2011, A. Nonymous
%
% This file is made up for a test.
% $Id$

% these are used by the general code
ft_revision = '$Id$';

tide = local(data');

%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%
% SUBFUNCTION
%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%
function y = local(x)
y = x;

%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%
% SUBFUNCTION that turns time into phase
%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%
function p = phase(t)
p = mod(t, 12.42);
