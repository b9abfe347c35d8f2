% POP_TIDE - tides of a harbour. If no arguments are given, a window
%            asks for them.
%
% Usage:
%   >> TIDE = pop_tide( TIDE, 'key', val );
%
% Inputs:
%   TIDE   - a table of readings
%
% Author: A. Nonymous

% Copyright (C) 2019 A. Nonymous
%
% This file is made up for a test.

% 01-25-02 moved the help to the top

function [TIDE, com] = pop_tide(TIDE, varargin)

% show the help if there is nothing to do
% ---------------------------------------
if nargin < 1
    help pop_tide;
    return;
end

com = sprintf('pop_tide(%s)', inputname(1));

% spring and neap of a month
% --------------------------
function [high, low] = springneap(TIDE)
high = max(TIDE'); low = min(TIDE');

function quiet(TIDE)
disp(TIDE);
